package org.statescope.analysis.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

class SystemFileTest {
  private static final double[][] A = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
  private static final double[][] B = {{1, -1}, {2, -2}, {3, -3}};
  private static final double[][] C = {{1, 0, 5}};

  @TempDir private Path folder;

  /// An array as NumPy writes it, byte for byte.
  private static byte[] npy(
      int version, String type, boolean columnsFirst, String shape, double... values) {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }\n"
            .formatted(type, columnsFirst ? "True" : "False", shape);
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer = ByteBuffer.allocate(12 + text.length + 8 * values.length);
    buffer.order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x93);
    buffer.put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) version).put((byte) 0);
    if (version == 1) {
      buffer.putShort((short) text.length);
    } else {
      buffer.putInt(text.length);
    }
    buffer.put(text);
    buffer.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      switch (type.substring(1)) {
        case "f8" -> buffer.putDouble(value);
        case "f4" -> buffer.putFloat((float) value);
        case "i8" -> buffer.putLong((long) value);
        default -> buffer.putInt((int) value);
      }
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static double[] flat(double[][] rows, boolean columnsFirst) {
    double[] values = new double[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[0].length; j++) {
        values[columnsFirst ? j * rows.length + i : i * rows[0].length + j] = rows[i][j];
      }
    }
    return values;
  }

  private static Map<String, byte[]> arrays(int version, String type, boolean columnsFirst) {
    Map<String, byte[]> arrays = new LinkedHashMap<>();
    arrays.put("A", npy(version, type, columnsFirst, "3, 3", flat(A, columnsFirst)));
    arrays.put("B", npy(version, type, columnsFirst, "3, 2", flat(B, columnsFirst)));
    arrays.put("C", npy(version, type, columnsFirst, "1, 3", flat(C, columnsFirst)));
    return arrays;
  }

  private Path npz(Map<String, byte[]> arrays) throws IOException {
    Path file = folder.resolve("system.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        zip.write(array.getValue());
      }
    }
    return file;
  }

  private Path csv(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".csv"), text);
  }

  private Path json(String text) throws IOException {
    return Files.writeString(folder.resolve("system.json"), text);
  }

  private static void assertIsTheSystem(StateSpace system) {
    assertArrayEquals(flat(A, false), system.a().data);
    assertArrayEquals(flat(B, false), system.b().data);
    assertArrayEquals(flat(C, false), system.c().data);
    assertArrayEquals(new double[2], system.d().data);
  }

  private static void assertRefused(Path file, String part) {
    IOException refusal = assertThrows(SystemFileException.class, () -> SystemFile.read(file));
    assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "1, <f8, false",
    "1, <f8, true",
    "2, <f8, true",
    "3, <f4, false",
    "1, >f8, true",
    "1, <i8, false",
    "2, >i4, true",
    "1, <i4, false"
  })
  void archivesOfEveryVersionTypeAndOrderAreRead(int version, String type, boolean columnsFirst)
      throws IOException {
    StateSpace system = SystemFile.read(npz(arrays(version, type, columnsFirst)));
    assertIsTheSystem(system);
    assertEquals(TimeDomain.continuous(), system.timeDomain());
  }

  @Test
  void anArchiveMayHoldFeedthroughAndSamplePeriod() throws IOException {
    Map<String, byte[]> arrays = arrays(1, "<f8", false);
    arrays.put("D", npy(1, "<f8", false, "1, 2", 7, 8));
    arrays.put("dt", npy(1, "<f8", false, "", 0.25));
    StateSpace system = SystemFile.read(npz(arrays));
    assertArrayEquals(new double[] {7, 8}, system.d().data);
    assertEquals(TimeDomain.discrete(0.25), system.timeDomain());
  }

  @Test
  void foldersOfCsvAreRead() throws IOException {
    csv("A", "# states\n1,2,3\n4; 5; 6\n\n7\t8 9\n");
    csv("B", "1,-1\n2,-2\n3,-3");
    csv("C", "1e0, 0, 5\n");
    csv("dt", "0.5\n");
    StateSpace system = SystemFile.read(folder);
    assertIsTheSystem(system);
    assertEquals(TimeDomain.discrete(0.5), system.timeDomain());
  }

  @Test
  void jsonIsReadAndOtherFieldsAreSkipped() throws IOException {
    StateSpace system =
        SystemFile.read(
            json(
                """
                {"name": "x", "more": {"A": [[0]]}, "domain": "dt", "dt": 2,
                 "A": [[1,2,3],[4,5,6],[7,8,9]], "B": [[1,-1],[2,-2],[3,-3]], "C": [[1,0,5]],
                 "D": null}
                """));
    assertIsTheSystem(system);
    assertEquals(TimeDomain.discrete(2), system.timeDomain());
  }

  @Test
  void whatIsNotThereOrUnknownIsRefused() throws IOException {
    assertRefused(folder.resolve("none.json"), "there is no such file");
    assertRefused(Files.writeString(folder.resolve("s.xyz"), "1"), "the ending .xyz is unknown");
    assertRefused(Files.writeString(folder.resolve("plain"), "1"), "its name has no ending");
    assertRefused(folder, "it has no A");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1]|it is not a JSON object",
        "{\"A\": [[1]]|it is not valid JSON",
        "{\"A\": [[1]], \"B\": [[1]]}|it has no C",
        "{\"A\": [[1, 2]], \"B\": [[1]], \"C\": [[1]]}|A is 1×2 but must be square",
        "{\"A\": [[1]], \"B\": [[1], [2]], \"C\": [[1]]}|A is 1×1 but B has 2 rows",
        "{\"A\": [[1, 2], [3]]}|A has 2 columns in row 1 but 1 in row 2",
        "{\"A\": [[1, \"NaN\"]]}|A, row 1, column 2, is not a finite number",
        "{\"A\": [[1e999]], \"B\": [[1]], \"C\": [[1]]}|A has Infinity in row 1, column 1",
        "{\"A\": [1]}|A must be a list of rows",
        "{\"A\": [[1]], \"A\": [[2]]}|A is there twice",
        "{\"A\": [[1]], \"B\": [[1]], \"C\": [[1]], \"domain\": \"dt\"}|the sample period",
        "{\"A\": [[1]], \"B\": [[1]], \"C\": [[1]], \"dt\": -1}|The sample period is -1.0",
        "{\"A\": [], \"B\": [[1]], \"C\": [[1]]}|A is 0×0"
      })
  void brokenJsonIsRefused(String text, String part) throws IOException {
    assertRefused(json(text), part);
  }

  @Test
  void brokenCsvIsRefused() throws IOException {
    csv("A", "1,x\n");
    IOException refusal = assertThrows(SystemFileException.class, () -> SystemFile.read(folder));
    assertTrue(refusal.getMessage().contains("A.csv"), refusal.getMessage());
    assertTrue(
        refusal.getMessage().contains("A, row 1, column 2, is 'x' but must be a number"),
        refusal.getMessage());
    csv("A", "NaN\n");
    csv("B", "1\n");
    csv("C", "1\n");
    assertRefused(folder, "A has NaN in row 1, column 1");
  }

  @Test
  void aTruncatedArchiveIsRefused() throws IOException {
    Path file = npz(arrays(1, "<f8", false));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertRefused(file, "it is not a whole zip archive");
    Files.write(file, new byte[0]);
    assertRefused(file, "it is not a whole zip archive");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4000000000, 4000000000", "99999999999999999999, 0", "2049, 2048"})
  void aHugeClaimIsRefusedBeforeMemoryIsGivenToIt(String shape) throws IOException {
    Map<String, byte[]> arrays = arrays(1, "<f8", false);
    arrays.put("A", npy(1, "<f8", false, shape));
    assertRefused(npz(arrays), "A has the shape (" + shape + "), over");
  }

  @Test
  void brokenArraysAreRefused() throws IOException {
    assertArrayRefused(npy(1, "<f8", false, "3, 3", 1, 2), "A.npy ends before its last number");
    assertArrayRefused(npy(1, "<f8", false, "9", flat(A, false)), "must have two dimensions");
    assertArrayRefused(npy(1, "<c16", false, "3, 3"), "A has elements of type '<c16'");
    assertArrayRefused(npy(4, "<f8", false, "3, 3"), "format version 4");
    assertArrayRefused("no array at all".getBytes(StandardCharsets.UTF_8), "is not a NumPy array");
    byte[] huge = npy(2, "<f8", false, "3, 3", flat(A, false));
    huge[11] = 0x7f;
    assertArrayRefused(huge, "announces a header of");
  }

  private void assertArrayRefused(byte[] array, String part) throws IOException {
    Map<String, byte[]> arrays = arrays(1, "<f8", false);
    arrays.put("A", array);
    assertRefused(npz(arrays), part);
  }
}
