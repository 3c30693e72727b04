package org.statescope.analysis.checkpoint.torch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes pickles of protocol 2, an instruction at a time, for files of tests.
public final class PickleBuilder {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public PickleBuilder() {
    op(0x80).op(2);
  }

  public PickleBuilder op(int code) {
    bytes.write(code);
    return this;
  }

  public PickleBuilder text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    op('X').int32(encoded.length);
    bytes.writeBytes(encoded);
    return this;
  }

  public PickleBuilder whole(long value) {
    if (value >= 0 && value <= 255) {
      return op('K').op((int) value);
    }
    if (value == (int) value) {
      return op('J').int32((int) value);
    }
    op(0x8a).op(Long.BYTES);
    bytes.writeBytes(
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    return this;
  }

  public PickleBuilder int32(int value) {
    bytes.writeBytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    return this;
  }

  public PickleBuilder global(String module, String name) {
    op('c');
    bytes.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public PickleBuilder counts(long... values) {
    op('(');
    for (long value : values) {
      whole(value);
    }
    return op('t');
  }

  /// A float tensor in the way of `torch._utils._rebuild_tensor_v2`.
  public PickleBuilder tensor(
      String key, long elements, long offset, long[] shape, long[] strides) {
    global("torch._utils", "_rebuild_tensor_v2").op('(');
    op('(').text("storage").global("torch", "FloatStorage").text(key).text("cpu").whole(elements);
    op('t').op('Q').whole(offset).counts(shape).counts(strides).op(0x89);
    return global("collections", "OrderedDict").op(')').op('R').op('t').op('R');
  }

  public byte[] stop() {
    op('.');
    return bytes.toByteArray();
  }
}
