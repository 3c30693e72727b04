package org.statescope.training.text.corpus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes Parquet files with one optional column of texts: plain values in data pages of version 1,
/// one page in each row group. The footer is Thrift's compact protocol, after parquet.thrift.
public final class ParquetFiles {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int BYTE_ARRAY = 6;
  private static final int OPTIONAL = 1;
  private static final int UTF8 = 0;
  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int UNCOMPRESSED = 0;
  private static final int GZIP = 2;

  /// Where a row group stands.
  private record Group(int rows, long offset, int plainBytes, int packedBytes) {}

  private ParquetFiles() {}

  public static Path write(
      Path file, String column, List<@Nullable String> rows, int rowsPerGroup, boolean gzip)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(MAGIC);
    List<Group> groups = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += rowsPerGroup) {
      List<@Nullable String> part = rows.subList(from, Math.min(rows.size(), from + rowsPerGroup));
      groups.add(page(out, part, gzip));
    }
    byte[] footer = footer(column, rows.size(), groups, gzip);
    out.writeBytes(footer);
    out.writeBytes(little(footer.length));
    out.writeBytes(MAGIC);
    return Files.write(file, out.toByteArray());
  }

  private static Group page(ByteArrayOutputStream out, List<@Nullable String> rows, boolean gzip)
      throws IOException {
    ByteArrayOutputStream levels = new ByteArrayOutputStream();
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    for (String row : rows) {
      varint(levels, 2);
      levels.write(row == null ? 0 : 1);
      if (row != null) {
        byte[] utf8 = row.getBytes(StandardCharsets.UTF_8);
        values.writeBytes(little(utf8.length));
        values.writeBytes(utf8);
      }
    }
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    plain.writeBytes(little(levels.size()));
    plain.writeBytes(levels.toByteArray());
    plain.writeBytes(values.toByteArray());
    byte[] packed = gzip ? gzip(plain.toByteArray()) : plain.toByteArray();
    long offset = out.size();
    Thrift header = new Thrift();
    header.number(1, 0).number(2, plain.size()).number(3, packed.length);
    header.begin(5).number(1, rows.size()).number(2, PLAIN).number(3, RLE).number(4, RLE).end();
    byte[] head = header.stop();
    out.writeBytes(head);
    out.writeBytes(packed);
    return new Group(rows.size(), offset, head.length + plain.size(), head.length + packed.length);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] footer(String column, int rows, List<Group> groups, boolean gzip) {
    Thrift footer = new Thrift();
    footer.number(1, 1);
    footer.structs(2, 2);
    footer.begin().text(4, "schema").number(5, 1).end();
    footer.begin().number(1, BYTE_ARRAY).number(3, OPTIONAL).text(4, column).number(6, UTF8).end();
    footer.wide(3, rows);
    footer.structs(4, groups.size());
    for (Group group : groups) {
      footer.begin().structs(1, 1);
      footer.begin().wide(2, group.offset());
      footer.begin(3).number(1, BYTE_ARRAY).numbers(2, PLAIN, RLE).texts(3, column);
      footer.number(4, gzip ? GZIP : UNCOMPRESSED).wide(5, group.rows());
      footer.wide(6, group.plainBytes()).wide(7, group.packedBytes()).wide(9, group.offset());
      footer.end().end();
      footer.wide(2, group.plainBytes()).wide(3, group.rows()).end();
    }
    return footer.stop();
  }

  private static byte[] little(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /// Fields of nested structures, in rising order.
  private static final class Thrift {
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> lastFields = new ArrayList<>(List.of(0));

    private void field(int number, int type) {
      out.write(number - lastFields.removeLast() << 4 | type);
      lastFields.add(number);
    }

    Thrift number(int field, int value) {
      field(field, I32);
      zigzag(value);
      return this;
    }

    Thrift wide(int field, long value) {
      field(field, I64);
      zigzag(value);
      return this;
    }

    Thrift text(int field, String value) {
      field(field, BINARY);
      bytes(value);
      return this;
    }

    Thrift numbers(int field, int... values) {
      list(field, values.length, I32);
      for (int value : values) {
        zigzag(value);
      }
      return this;
    }

    Thrift texts(int field, String value) {
      list(field, 1, BINARY);
      bytes(value);
      return this;
    }

    Thrift structs(int field, int count) {
      list(field, count, STRUCT);
      return this;
    }

    private void list(int field, int count, int type) {
      field(field, LIST);
      if (count < 15) {
        out.write(count << 4 | type);
      } else {
        out.write(0xF0 | type);
        varint(out, count);
      }
    }

    Thrift begin(int field) {
      field(field, STRUCT);
      return begin();
    }

    /// Begins a structure inside a list.
    Thrift begin() {
      lastFields.add(0);
      return this;
    }

    Thrift end() {
      lastFields.removeLast();
      out.write(0);
      return this;
    }

    byte[] stop() {
      out.write(0);
      return out.toByteArray();
    }

    private void zigzag(long value) {
      varint(out, value << 1 ^ value >> 63);
    }

    private void bytes(String value) {
      byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
      varint(out, utf8.length);
      out.writeBytes(utf8);
    }
  }
}
