package org.statescope.training.run.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A cursor over one protobuf message. Fields nobody asks for are skipped, as the format wants.
final class ProtoReader {
  private final ByteBuffer bytes;
  private final int base;
  private final int end;
  private int wireType;

  ProtoReader(byte[] array, int offset, int length) {
    bytes = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(offset);
    base = offset;
    end = offset + length;
  }

  /// Moves to the next field and tells its number; 0 at the end of the message.
  int nextField() throws MalformedMessageException {
    if (bytes.position() >= end) {
      return 0;
    }
    long tag = readVarint();
    wireType = (int) (tag & 7);
    int field = (int) (tag >>> 3);
    if (field == 0) {
      throw new MalformedMessageException("field number 0");
    }
    return field;
  }

  long varint() throws MalformedMessageException {
    expect(ProtoBuffer.VARINT);
    return readVarint();
  }

  double doubleValue() throws MalformedMessageException {
    expect(ProtoBuffer.FIXED64);
    need(Double.BYTES);
    return bytes.getDouble();
  }

  float floatValue() throws MalformedMessageException {
    expect(ProtoBuffer.FIXED32);
    need(Float.BYTES);
    return bytes.getFloat();
  }

  /// The nested message, string or packed values; the cursor moves behind it.
  ProtoReader nested() throws MalformedMessageException {
    expect(ProtoBuffer.LENGTH_DELIMITED);
    int length = readLength();
    ProtoReader inner = new ProtoReader(bytes.array(), bytes.position(), length);
    bytes.position(bytes.position() + length);
    return inner;
  }

  /// The whole of this nested field as a view.
  ByteBuffer view() {
    return ByteBuffer.wrap(bytes.array(), base, end - base).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  double[] packedDoubles() throws MalformedMessageException {
    ByteBuffer view = nested().view();
    if (view.remaining() % Double.BYTES != 0) {
      throw new MalformedMessageException("packed doubles of " + view.remaining() + " bytes");
    }
    double[] values = new double[view.remaining() / Double.BYTES];
    view.asDoubleBuffer().get(values);
    return values;
  }

  void skip() throws MalformedMessageException {
    switch (wireType) {
      case ProtoBuffer.VARINT -> readVarint();
      case ProtoBuffer.FIXED64 -> advance(Long.BYTES);
      case ProtoBuffer.LENGTH_DELIMITED -> advance(readLength());
      case ProtoBuffer.FIXED32 -> advance(Integer.BYTES);
      default -> throw new MalformedMessageException("wire type " + wireType);
    }
  }

  private void expect(int type) throws MalformedMessageException {
    if (wireType != type) {
      throw new MalformedMessageException("wire type " + wireType + " where " + type + " belongs");
    }
  }

  private int readLength() throws MalformedMessageException {
    long length = readVarint();
    if (length < 0 || length > end - bytes.position()) {
      throw new MalformedMessageException("a field of " + length + " bytes");
    }
    return (int) length;
  }

  private void advance(int count) throws MalformedMessageException {
    need(count);
    bytes.position(bytes.position() + count);
  }

  private void need(int count) throws MalformedMessageException {
    if (end - bytes.position() < count) {
      throw new MalformedMessageException("the message ends within a field");
    }
  }

  private long readVarint() throws MalformedMessageException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      need(1);
      byte part = bytes.get();
      value |= (long) (part & 0x7F) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new MalformedMessageException("a number of more than ten bytes");
  }
}
