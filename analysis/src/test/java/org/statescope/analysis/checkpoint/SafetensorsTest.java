package org.statescope.analysis.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Path path = folder.resolve("model.safetensors");
    float[] weights = {1.5f, -2.25f, 0, Float.MIN_VALUE, 7, 8};
    double[] poles = {Math.PI, -Double.MAX_VALUE};
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment half = arena.allocateFrom(ValueLayout.JAVA_SHORT, new short[] {0x3c00, 0x7bff});
      new SafetensorsWriter()
          .metadata("step", "100")
          .add("half", DType.F16, new long[] {2}, half)
          .add("layers.0.weight", new long[] {2, 3}, weights)
          .add("poles \"s\"", new long[] {2, 1}, poles)
          .add("step", new long[] {}, new long[] {-3})
          .add("empty", new long[] {0, 4}, new float[0])
          .writeTo(path);
    }
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertEquals(Map.of("step", "100"), file.metadata());
      assertEquals(5, file.names().size());
      assertArrayEquals(weights, file.readFloats("layers.0.weight"));
      assertArrayEquals(new long[] {2, 3}, file.entry("layers.0.weight").shape());
      assertArrayEquals(poles, file.readDoubles("poles \"s\""));
      assertArrayEquals(new long[] {-3}, file.readLongs("step"));
      assertArrayEquals(new double[] {1, 65504}, file.readDoubles("half"));
      assertEquals(0, file.entry("empty").count());
      assertThrows(IllegalArgumentException.class, () -> file.entry("absent"));
      assertThrows(IllegalArgumentException.class, () -> file.readFloats("poles \"s\""));
    }
    try (var files = Files.list(folder)) {
      assertEquals(List.of(path), files.toList(), "nothing written aside stays behind");
    }
  }

  @Test
  void tensorsOfManyChunksAreWrittenWhole() throws IOException {
    Path path = folder.resolve("large.safetensors");
    double[] values = new double[400_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.sin(i);
    }
    new SafetensorsWriter().add("values", new long[] {values.length}, values).writeTo(path);
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertArrayEquals(values, file.readDoubles("values"));
    }
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNoPart() throws IOException {
    Path path = folder.resolve("model.safetensors");
    new SafetensorsWriter().add("x", new long[] {1}, new double[] {1}).writeTo(path);
    Arena arena = Arena.ofConfined();
    MemorySegment closed = arena.allocate(8);
    SafetensorsWriter writer = new SafetensorsWriter().add("x", DType.F64, new long[] {1}, closed);
    arena.close();
    assertThrows(IllegalStateException.class, () -> writer.writeTo(path));
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertArrayEquals(new double[] {1}, file.readDoubles("x"));
    }
    try (var files = Files.list(folder)) {
      assertEquals(List.of(path), files.toList());
    }
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{`|not valid JSON",
        "[]|not a JSON object",
        "{} {}|goes on after",
        "{\"a\":1}|not a JSON object",
        "{\"__metadata__\":{\"k\":1}}|is not a string",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4]}}|lacks dtype, shape or data_offsets",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16],\"x\":1}}|unknown field",
        "{\"a\":{\"dtype\":\"Q4\",\"shape\":[4],\"data_offsets\":[0,16]}}|dtype that is not known",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-4],\"data_offsets\":[0,16]}}|non-negative",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,16]}}|non-negative",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,16]}}|header",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,17]}}|claims bytes outside",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[16,0]}}|claims bytes outside",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,16]}}|needs 12 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,16]}}|larger"
            + " than any file",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}|but it has 16 data bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}|after a gap",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}|inside"
            + " of another tensor",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}|uplicate",
      })
  void aHeaderThatLiesIsRefusedWithOneSentence(String header, String reason) throws IOException {
    Path path = write(header.getBytes(StandardCharsets.UTF_8), 16);
    SafetensorsException e =
        assertThrows(SafetensorsException.class, () -> SafetensorsFile.open(path));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
    assertTrue(e.getMessage().contains(path.toString()), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  @Test
  void everyTruncationOfAFileIsRefused() throws IOException {
    Path path = folder.resolve("whole.safetensors");
    new SafetensorsWriter().add("x", new long[] {3}, new double[] {1, 2, 3}).writeTo(path);
    byte[] whole = Files.readAllBytes(path);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = new byte[length];
      System.arraycopy(whole, 0, part, 0, length);
      Files.write(path, part);
      assertThrows(SafetensorsException.class, () -> SafetensorsFile.open(path));
    }
  }

  @ParameterizedTest
  @CsvSource({"-1", "9223372036854775807", "17", "4611686018427387904"})
  void aHeaderLengthThatLiesIsRefused(long length) throws IOException {
    Path path = folder.resolve("lying.safetensors");
    Files.write(
        path, ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
    SafetensorsException e =
        assertThrows(SafetensorsException.class, () -> SafetensorsFile.open(path));
    assertTrue(e.getMessage().contains("announces a header"), e.getMessage());
  }

  @Test
  void aShapeThatDoesNotFitItsDataIsRefusedWhenAdded() {
    SafetensorsWriter writer = new SafetensorsWriter().add("x", new long[] {1}, new float[1]);
    assertThrows(
        IllegalArgumentException.class, () -> writer.add("y", new long[] {2}, new float[3]));
    assertThrows(
        IllegalArgumentException.class, () -> writer.add("x", new long[] {1}, new float[1]));
  }

  private Path write(byte[] header, int dataBytes) throws IOException {
    Path path = folder.resolve("bad.safetensors");
    ByteBuffer file =
        ByteBuffer.allocate(Long.BYTES + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(path, file.putLong(header.length).put(header).array());
    return path;
  }
}
