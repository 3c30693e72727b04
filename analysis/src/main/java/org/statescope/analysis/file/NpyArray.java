package org.statescope.analysis.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// One array of a NumPy archive: format versions 1 to 3, floats and integers of 4 and 8 bytes in
/// either byte order, rows or columns first.
final class NpyArray {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int CHUNK = 1 << 16;

  private final Path file;
  private final String name;
  private final NpyHeader header;
  private final double[] values;

  private NpyArray(Path file, String name, NpyHeader header, double[] values) {
    this.file = file;
    this.name = name;
    this.header = header;
    this.values = values;
  }

  static NpyArray read(Path file, String name, InputStream stream) throws IOException {
    try {
      byte[] start = exactly(stream, MAGIC.length + 2);
      if (!Arrays.equals(Arrays.copyOf(start, MAGIC.length), MAGIC)) {
        throw new SystemFileException(file, name + ".npy is not a NumPy array");
      }
      NpyHeader header = NpyHeader.parse(file, name, headerText(file, name, start[6], stream));
      return new NpyArray(file, name, header, values(header, stream));
    } catch (EOFException e) {
      throw new SystemFileException(file, name + ".npy ends before its last number", e);
    }
  }

  private static String headerText(Path file, String name, int version, InputStream stream)
      throws IOException {
    if (version < 1 || version > 3) {
      throw new SystemFileException(
          file, name + ".npy has format version " + version + " but 1 to 3 are known");
    }
    ByteBuffer length =
        ByteBuffer.wrap(exactly(stream, version == 1 ? 2 : 4)).order(ByteOrder.LITTLE_ENDIAN);
    long bytes =
        version == 1
            ? Short.toUnsignedLong(length.getShort())
            : Integer.toUnsignedLong(length.getInt());
    if (bytes > NpyHeader.LARGEST) {
      throw new SystemFileException(
          file,
          "%s.npy announces a header of %d bytes but at most %d are read"
              .formatted(name, bytes, NpyHeader.LARGEST));
    }
    return new String(exactly(stream, (int) bytes), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static double[] values(NpyHeader header, InputStream stream) throws IOException {
    double[] values = new double[header.count()];
    int perChunk = CHUNK / header.type().bytes();
    for (int done = 0; done < values.length; ) {
      int now = Math.min(perChunk, values.length - done);
      ByteBuffer chunk =
          ByteBuffer.wrap(exactly(stream, now * header.type().bytes())).order(header.byteOrder());
      for (int i = 0; i < now; i++) {
        values[done++] = header.type().next(chunk);
      }
    }
    return values;
  }

  private static byte[] exactly(InputStream stream, int count) throws IOException {
    byte[] bytes = stream.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  /// All numbers below each other, whatever the shape.
  DMatrixRMaj column() {
    return new DMatrixRMaj(values.length, 1, true, values);
  }

  /// The array as a matrix; anything but two dimensions is refused.
  DMatrixRMaj matrix() throws SystemFileException {
    if (header.shape().size() != 2) {
      throw new SystemFileException(
          file,
          "%s has the shape %s but must have two dimensions".formatted(name, header.shapeWords()));
    }
    int rows = header.shape().get(0);
    int columns = header.shape().get(1);
    return new DMatrixRMaj(rows, columns, !header.columnsFirst(), values);
  }
}
