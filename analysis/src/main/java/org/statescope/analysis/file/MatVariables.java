package org.statescope.analysis.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Finds the wanted variables of a MATLAB level 5 file. Others are skipped by their length, those
/// that are compressed after their first bytes.
final class MatVariables {
  static final int HEADER = 128;

  /// All wanted variables together may inflate to this: four matrices of the largest order, twice.
  static final int LARGEST_INFLATED = 1 << 28;

  private static final int TAG = 8;

  /// No deflated byte becomes more than this many.
  private static final int STRONGEST_COMPRESSION = 1032;

  /// Longer than the head of any variable with a name of 63 letters and a few extents.
  private static final int HEAD = 512;

  private static final int ENDIANNESS = 126;
  private static final int HDF_USER_BLOCK = 512;
  private static final byte[] HDF = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private final Path file;
  private final Set<String> wanted;
  private final Map<String, MatElement> found = new LinkedHashMap<>();
  private int room = LARGEST_INFLATED;

  private MatVariables(Path file, Set<String> wanted) {
    this.file = file;
    this.wanted = wanted;
  }

  /// The variables that are there, by name.
  static Map<String, MatElement> read(Path file, Set<String> wanted) throws IOException {
    SystemFile.requireBounded(file);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(byteOrder(file, bytes));
    MatVariables variables = new MatVariables(file, wanted);
    MatParts parts = new MatParts(file, buffer.position(HEADER));
    while (parts.hasNext()) {
      variables.take(parts.next());
    }
    return variables.found;
  }

  private static ByteOrder byteOrder(Path file, byte[] bytes) throws SystemFileException {
    if (isHdf(bytes, 0) || isHdf(bytes, HDF_USER_BLOCK)) {
      throw new SystemFileException(
          file, "it is a MATLAB 7.3 file (HDF5); save it again with save('name.mat', …, '-v7')");
    }
    String mark =
        bytes.length < HEADER ? "" : new String(bytes, ENDIANNESS, 2, StandardCharsets.US_ASCII);
    return switch (mark) {
      case "IM" -> ByteOrder.LITTLE_ENDIAN;
      case "MI" -> ByteOrder.BIG_ENDIAN;
      default ->
          throw new SystemFileException(
              file,
              "it is not a MATLAB file of level 5 (versions 5 to 7); save it again with"
                  + " save('name.mat', …, '-v7')");
    };
  }

  private static boolean isHdf(byte[] bytes, int at) {
    return bytes.length >= at + HDF.length
        && Arrays.equals(bytes, at, at + HDF.length, HDF, 0, HDF.length);
  }

  private void take(MatParts.Part part) throws SystemFileException {
    switch (part.type()) {
      case MatParts.Part.MATRIX -> keep(MatElement.parse(file, part.data()));
      case MatParts.Part.COMPRESSED -> takeCompressed(part.data());
      default ->
          throw new SystemFileException(
              file, "it has a part of type %d between its variables".formatted(part.type()));
    }
  }

  private void takeCompressed(ByteBuffer compressed) throws SystemFileException {
    ByteBuffer start = inflated(compressed, HEAD);
    int type = start.remaining() < TAG ? 0 : start.getInt();
    if (type != MatParts.Part.MATRIX) {
      throw new SystemFileException(file, "a compressed part holds no array; it is damaged");
    }
    long length = Integer.toUnsignedLong(start.getInt());
    MatElement head = MatElement.parse(file, start.slice().order(start.order()));
    if (!wanted.contains(head.name())) {
      return;
    }
    if (length > (long) STRONGEST_COMPRESSION * compressed.remaining()) {
      throw new SystemFileException(
          file,
          "%s claims %d bytes out of %d compressed ones; it is damaged"
              .formatted(head.name(), length, compressed.remaining()));
    }
    if (length > room) {
      throw new SystemFileException(
          file,
          "%s inflates to %d bytes but at most %d are read"
              .formatted(head.name(), length, LARGEST_INFLATED));
    }
    room -= (int) length;
    ByteBuffer whole = inflated(compressed, (int) length + TAG);
    if (whole.remaining() < length + TAG) {
      throw new SystemFileException(file, head.name() + " ends early; it is cut or damaged");
    }
    keep(MatElement.parse(file, whole.slice(TAG, (int) length).order(whole.order())));
  }

  private void keep(MatElement element) throws SystemFileException {
    if (wanted.contains(element.name()) && found.put(element.name(), element) != null) {
      throw new SystemFileException(file, element.name() + " is there twice");
    }
  }

  /// The first bytes, as many as there are up to the limit.
  private ByteBuffer inflated(ByteBuffer compressed, int limit) throws SystemFileException {
    byte[] bytes = new byte[limit];
    int count = 0;
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(compressed.duplicate());
      while (count < limit && !inflater.finished()) {
        int more = inflater.inflate(bytes, count, limit - count);
        if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          break;
        }
        count += more;
      }
    } catch (DataFormatException e) {
      throw new SystemFileException(
          file, "a compressed part is damaged (" + e.getMessage() + ")", e);
    }
    return ByteBuffer.wrap(bytes, 0, count).slice().order(compressed.order());
  }
}
