package org.statescope.training.run.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing protobuf message: the wire format of the public encoding guide, as far as event files
/// need it.
final class ProtoBuffer {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH_DELIMITED = 2;
  static final int FIXED32 = 5;

  private ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

  void clear() {
    bytes.clear();
  }

  int length() {
    return bytes.position();
  }

  byte[] array() {
    return bytes.array();
  }

  void varint(int field, long value) {
    tag(field, VARINT);
    rawVarint(value);
  }

  void doubleValue(int field, double value) {
    tag(field, FIXED64);
    ensure(Double.BYTES);
    bytes.putDouble(value);
  }

  void floatValue(int field, float value) {
    tag(field, FIXED32);
    ensure(Float.BYTES);
    bytes.putFloat(value);
  }

  void string(int field, String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    tag(field, LENGTH_DELIMITED);
    rawVarint(encoded.length);
    ensure(encoded.length);
    bytes.put(encoded);
  }

  void message(int field, ProtoBuffer nested) {
    tag(field, LENGTH_DELIMITED);
    rawVarint(nested.length());
    ensure(nested.length());
    bytes.put(nested.array(), 0, nested.length());
  }

  void packedDoubles(int field, double[] values) {
    int length = values.length * Double.BYTES;
    tag(field, LENGTH_DELIMITED);
    rawVarint(length);
    ensure(length);
    for (double value : values) {
      bytes.putDouble(value);
    }
  }

  private void tag(int field, int wireType) {
    rawVarint((long) field << 3 | wireType);
  }

  private void rawVarint(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.put((byte) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    bytes.put((byte) rest);
  }

  private void ensure(int room) {
    if (bytes.remaining() < room) {
      int size = Math.max(bytes.capacity() * 2, bytes.position() + room);
      ByteBuffer larger =
          ByteBuffer.wrap(Arrays.copyOf(bytes.array(), size)).order(ByteOrder.LITTLE_ENDIAN);
      larger.position(bytes.position());
      bytes = larger;
    }
  }
}
