package org.statescope.analysis.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes arrays of doubles in NumPy's format, version 1.
final class NpyWriter {
  private static final byte[] START = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  private NpyWriter() {}

  /// @param shape as Python writes a tuple
  /// @param values row by row
  static void write(OutputStream stream, String shape, double[] values, int count)
      throws IOException {
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': %s, }".formatted(shape);
    int before = START.length + Short.BYTES + header.length() + 1;
    int padding = Math.floorMod(-before, ALIGNMENT);
    byte[] text = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer buffer =
        ByteBuffer.allocate(START.length + Short.BYTES + text.length + count * Double.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(START)
            .putShort((short) text.length)
            .put(text);
    for (int i = 0; i < count; i++) {
      buffer.putDouble(values[i]);
    }
    stream.write(buffer.array());
  }
}
