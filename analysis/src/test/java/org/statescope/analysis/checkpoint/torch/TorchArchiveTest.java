package org.statescope.analysis.checkpoint.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statescope.analysis.checkpoint.CheckpointException;
import org.statescope.analysis.checkpoint.SmallModel;

class TorchArchiveTest {
  @TempDir private Path folder;

  private Path write(byte[] pickle, float... values) throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("archive/data/0", TorchFiles.bytes(values));
    return TorchFiles.write(folder.resolve("model.pt"), pickle, members);
  }

  private void assertRefused(String part, byte[] pickle, float... values) throws IOException {
    Path path = write(pickle, values);
    CheckpointException e = assertThrows(CheckpointException.class, () -> TorchArchive.open(path));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  private static PickleBuilder dictionary() {
    return new PickleBuilder().op('}').text("w");
  }

  @Test
  void aStateDictionaryIsReadWithoutACopy() throws IOException {
    SmallModel model = new SmallModel(1).with("layers.0.weight", 2, 3).with("step", new long[0]);
    try (TorchArchive archive =
        TorchArchive.open(TorchFiles.write(folder.resolve("m.bin"), model))) {
      assertEquals(2, archive.tensors().size());
      assertArrayEquals(new long[] {2, 3}, archive.entry("model.layers.0.weight").shape());
      double[] values = archive.entry("model.layers.0.weight").doubles();
      float[] expected = model.values("layers.0.weight");
      for (int i = 0; i < values.length; i++) {
        assertEquals(expected[i], values[i]);
      }
      assertEquals(1, archive.entry("model.step").count());
      assertTrue(archive.entry("model.layers.0.weight").data().isMapped());
      assertThrows(IllegalArgumentException.class, () -> archive.entry("absent"));
    }
  }

  @Test
  void viewsOfAStorageAreReadInTheOrderOfTheirIndices() throws IOException {
    byte[] pickle =
        dictionary()
            .tensor("0", 6, 0, new long[] {3, 2}, new long[] {1, 3})
            .op('s')
            .text("row")
            .tensor("0", 6, 3, new long[] {3}, new long[] {1})
            .op('s')
            .stop();
    try (TorchArchive archive = TorchArchive.open(write(pickle, 1, 2, 3, 4, 5, 6))) {
      assertArrayEquals(new double[] {1, 4, 2, 5, 3, 6}, archive.entry("w").doubles());
      assertArrayEquals(new double[] {4, 5, 6}, archive.entry("row").doubles());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "os, system",
    "builtins, eval",
    "torch, load",
    "torch._utils, _rebuild_tensor_v3",
    "java.lang, Runtime",
    "collections, defaultdict",
    "torch, ComplexFloatStorage"
  })
  void aNameThatNoModelNeedsIsRefusedByName(String module, String name) throws IOException {
    byte[] pickle =
        dictionary().global(module, name).op('(').text("echo").op('t').op('R').op('s').stop();
    assertRefused("'" + module + "." + name + "'", pickle, 1);
    byte[] stacked = dictionary().text(module).text(name).op(0x93).op(')').op('R').op('s').stop();
    assertRefused("'" + module + "." + name + "'", stacked, 1);
  }

  @Test
  void tensorsOutsideOfTheirStorageAreRefused() throws IOException {
    String reason = "claims elements outside of its storage";
    long huge = Long.MAX_VALUE;
    long[][][] cases = {
      {{4, 0}, {5}, {1}},
      {{4, 1}, {4}, {1}},
      {{4, 0}, {2, 2}, {3, 1}},
      {{4, 0}, {huge}, {0}},
      {{4, 0}, {huge, huge}, {1, 1}},
      {{4, 0}, {2}, {huge}},
      {{4, huge}, {2}, {huge}},
      {{5, 0}, {4}, {1}},
      {{huge, 0}, {4}, {1}}
    };
    for (long[][] each : cases) {
      byte[] pickle =
          dictionary().tensor("0", each[0][0], each[0][1], each[1], each[2]).op('s').stop();
      assertRefused(reason, pickle, 1, 2, 3, 4);
    }
  }

  @Test
  void brokenPicklesAreRefused() throws IOException {
    assertRefused("ends where", new PickleBuilder().op('}').text("w").op('X').int32(-1).stop());
    assertRefused("ends where", new byte[] {(byte) 0x80, 2, '}'});
    assertRefused("not valid: it takes a value", new PickleBuilder().op('s').stop());
    assertRefused("stops with 2 values", new PickleBuilder().op('}').op('}').stop());
    assertRefused("never kept", new PickleBuilder().op('h').op(3).stop());
    assertRefused("never began", new PickleBuilder().op('t').stop());
    assertRefused("0x81", new PickleBuilder().op(')').op(0x81).stop());
    assertRefused("protocol is 9", new PickleBuilder().op(0x80).op(9).stop());
    assertRefused("holds no dictionary", new PickleBuilder().whole(1).stop());
    assertRefused(
        "no member 'archive/data/7'",
        dictionary().tensor("7", 1, 0, new long[] {1}, new long[] {1}).op('s').stop());
  }

  @Test
  void nestingHasALimitHoweverItIsWritten() throws IOException {
    PickleBuilder marks = new PickleBuilder();
    for (int i = 0; i < 100_000; i++) {
      marks.op('(');
    }
    assertRefused("nests deeper", marks.stop());

    PickleBuilder dictionaries = new PickleBuilder();
    for (int i = 0; i < 100_000; i++) {
      dictionaries.op('}').text("a");
    }
    dictionaries.op('}');
    for (int i = 0; i < 100_000; i++) {
      dictionaries.op('s');
    }
    assertRefused("nest deeper", dictionaries.stop());

    byte[] itself =
        new PickleBuilder().op('}').op('q').op(0).text("a").op('h').op(0).op('s').stop();
    assertRefused("nest deeper", itself);

    PickleBuilder doubling = new PickleBuilder().op('}').op('q').op(0);
    for (int i = 1; i < 30; i++) {
      doubling.op('}').text("a").op('h').op(i - 1).op('s').text("b").op('h').op(i - 1).op('s');
      doubling.op('q').op(i).op('0');
    }
    doubling.op('0').op('h').op(29);
    assertRefused("more than", doubling.stop());

    PickleBuilder many = new PickleBuilder().op('(');
    for (int i = 0; i < 3_000_000; i++) {
      many.op(']');
    }
    assertRefused("builds more than", many.stop());
  }

  @Test
  void compressedMembersAreRefused() throws IOException {
    Path path = folder.resolve("small.pt");
    try (OutputStream file = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(new byte[1000]);
    }
    CheckpointException e = assertThrows(CheckpointException.class, () -> TorchArchive.open(path));
    assertTrue(e.getMessage().contains("compressed"), e.getMessage());
  }
}
