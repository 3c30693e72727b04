package org.statescope.analysis.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import us.hebi.matlab.mat.types.MatlabType;

/// One array of a MATLAB file: what its head says of it, and the parts that follow.
///
/// @param type MATLAB's class of the array
/// @param complex whether imaginary parts follow the real ones
/// @param shape the extents, empty for an object of a MATLAB class
/// @param name the variable's name, empty inside a structure
/// @param content the whole array without its outermost tag
/// @param rest the parts after the head
record MatElement(
    MatlabType type,
    boolean complex,
    List<Integer> shape,
    String name,
    ByteBuffer content,
    ByteBuffer rest) {
  private static final int HIGHEST_TYPE = 17;
  private static final int FLAGS = 8;
  private static final int COMPLEX = 0x800;
  private static final int SMALLEST_SHAPE = 8;

  MatElement {
    shape = List.copyOf(shape);
  }

  /// Reads the head; the rest is not looked at and may be missing.
  static MatElement parse(Path file, ByteBuffer content) throws SystemFileException {
    MatParts parts = new MatParts(file, content);
    ByteBuffer flags = parts.next().data();
    if (flags.remaining() != FLAGS) {
      throw new SystemFileException(file, "an array has no flags; the file is damaged");
    }
    int word = flags.getInt();
    int type = word & 0xff;
    if (type < 1 || type > HIGHEST_TYPE) {
      throw new SystemFileException(
          file, "an array has the unknown class " + type + "; the file is damaged");
    }
    MatlabType matlabType = MatlabType.fromId(type);
    List<Integer> shape = List.of();
    if (matlabType != MatlabType.Opaque) {
      shape = shape(file, parts.next().data());
    }
    String name = StandardCharsets.US_ASCII.decode(parts.next().data()).toString();
    return new MatElement(matlabType, (word & COMPLEX) != 0, shape, name, content, parts.rest());
  }

  private static List<Integer> shape(Path file, ByteBuffer extents) throws SystemFileException {
    if (extents.remaining() < SMALLEST_SHAPE) {
      throw new SystemFileException(file, "an array has fewer than two extents; it is damaged");
    }
    List<Integer> shape = new ArrayList<>();
    while (extents.remaining() >= Integer.BYTES) {
      shape.add(extents.getInt());
    }
    return shape;
  }

  /// How many entries the shape claims; a claim beyond any bound need not be exact.
  long count() {
    long count = 1;
    for (int extent : shape) {
      count *= extent;
      if (extent < 0 || count > Integer.MAX_VALUE) {
        return Long.MAX_VALUE;
      }
    }
    return count;
  }

  /// The fields of a structure that stands alone.
  Map<String, MatElement> fields(Path file) throws SystemFileException {
    if (count() != 1) {
      throw new SystemFileException(file, name + " is an array of structures but must be one");
    }
    MatParts parts = new MatParts(file, rest);
    ByteBuffer width = parts.next().data();
    ByteBuffer names = parts.next().data();
    int length = width.remaining() == Integer.BYTES ? width.getInt() : 0;
    if (length < 1 || names.remaining() % length != 0) {
      throw new SystemFileException(file, name + " has damaged field names");
    }
    Map<String, MatElement> fields = new LinkedHashMap<>();
    byte[] text = new byte[length];
    while (names.hasRemaining()) {
      names.get(text);
      MatParts.Part part = parts.next();
      // An empty field may have no head at all.
      if (part.type() == MatParts.Part.MATRIX && part.data().hasRemaining()) {
        String field = new String(text, StandardCharsets.US_ASCII);
        int end = field.indexOf('\0');
        fields.put(end < 0 ? field : field.substring(0, end), parse(file, part.data()));
      }
    }
    return fields;
  }
}
