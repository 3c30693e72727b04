package org.statescope.analysis.file;

import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the header of a NumPy array says: a Python dictionary with three entries.
///
/// @param type the element type
/// @param byteOrder of every element
/// @param columnsFirst whether the first index runs fastest (Fortran order)
/// @param shape the extents
/// @param count their product, within [SystemFile#LARGEST_MATRIX]
record NpyHeader(
    NpyType type, ByteOrder byteOrder, boolean columnsFirst, List<Integer> shape, int count) {
  /// A longer header is refused; NumPy itself refuses one above 10,000 characters.
  static final int LARGEST = 1 << 16;

  private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d,\\s]*)\\)");

  NpyHeader {
    shape = List.copyOf(shape);
  }

  static NpyHeader parse(Path file, String name, String text) throws SystemFileException {
    Matcher type = TYPE.matcher(text);
    Matcher order = ORDER.matcher(text);
    Matcher extents = SHAPE.matcher(text);
    if (!type.find() || !order.find() || !extents.find()) {
      throw new SystemFileException(
          file, name + ".npy has a header without plain descr, fortran_order and shape");
    }
    List<Integer> shape = new ArrayList<>();
    BigInteger count = BigInteger.ONE;
    for (String word : extents.group(1).split(",", -1)) {
      if (!word.isBlank()) {
        BigInteger extent = new BigInteger(word.strip());
        count = count.multiply(extent);
        if (extent.max(count).compareTo(BigInteger.valueOf(SystemFile.LARGEST_MATRIX)) > 0) {
          throw new SystemFileException(
              file,
              "%s has the shape (%s), over %d numbers"
                  .formatted(name, extents.group(1), SystemFile.LARGEST_MATRIX));
        }
        shape.add(extent.intValueExact());
      }
    }
    return new NpyHeader(
        elementType(file, name, type.group(1)),
        type.group(1).startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        order.group(1).equals("True"),
        shape,
        count.intValueExact());
  }

  private static NpyType elementType(Path file, String name, String text)
      throws SystemFileException {
    for (NpyType type : NpyType.values()) {
      if (text.matches("[<>]" + type.name().toLowerCase(Locale.ROOT))) {
        return type;
      }
    }
    throw new SystemFileException(
        file,
        "%s has elements of type '%s'; save it with astype('f8'), or as f4, i8 or i4"
            .formatted(name, text));
  }

  String shapeWords() {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }
}
