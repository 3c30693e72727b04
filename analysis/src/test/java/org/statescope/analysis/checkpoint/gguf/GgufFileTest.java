package org.statescope.analysis.checkpoint.gguf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.analysis.checkpoint.CheckpointException;
import org.statescope.analysis.checkpoint.SmallModel;

class GgufFileTest {
  private static final int F32 = 0;
  private static final int F16 = 1;
  private static final int Q4_K = 12;
  private static final int BF16 = 30;

  @TempDir private Path folder;

  private Path one(long[] shape, int type, long offset, byte... data) throws IOException {
    return GgufFiles.write(folder.resolve("one.gguf"), shape, type, offset, data);
  }

  private void assertRefused(String part, Path path) {
    CheckpointException e =
        assertThrows(CheckpointException.class, () -> GgufFile.open(path).close());
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  @Test
  void tensorsAreReadWithTheirExtentsOutermostFirst() throws IOException {
    SmallModel model = new SmallModel(3).with("blk.0.ssm_a", 5, 2).with("token_embd.weight", 3, 4);
    try (GgufFile file = GgufFile.open(GgufFiles.write(folder.resolve("m.gguf"), model))) {
      assertEquals(2, file.tensors().size());
      for (String name : model.parts().keySet()) {
        assertArrayEquals(model.parts().get(name).shape(), file.entry(name).shape());
        double[] values = file.entry(name).doubles();
        for (int i = 0; i < values.length; i++) {
          assertEquals(model.values(name)[i], values[i]);
        }
      }
    }
  }

  @Test
  void halfPrecisionIsReadAndQuantisedTensorsAreRefusedByName() throws IOException {
    try (GgufFile file = GgufFile.open(one(new long[] {1}, F16, 0, (byte) 0, (byte) 0xbc))) {
      assertArrayEquals(new double[] {-1}, file.entry("blk.0.ssm_a").doubles());
    }
    try (GgufFile file = GgufFile.open(one(new long[] {1}, BF16, 0, (byte) 0x80, (byte) 0xbf))) {
      assertArrayEquals(new double[] {-1}, file.entry("blk.0.ssm_a").doubles());
    }
    try (GgufFile file = GgufFile.open(one(new long[] {256}, Q4_K, 0, new byte[144]))) {
      assertEquals("Q4_K", file.tensors().getFirst().type());
      CheckpointException e =
          assertThrows(CheckpointException.class, () -> file.entry("blk.0.ssm_a"));
      assertTrue(e.getMessage().contains("quantised as Q4_K"), e.getMessage());
    }
  }

  @Test
  void aHeaderThatLiesIsRefused() throws IOException {
    byte[] four = new byte[4];
    assertRefused("lies over another or outside", one(new long[] {2}, F32, 0, four));
    assertRefused("lies over another or outside", one(new long[] {1}, F32, 32, four));
    assertRefused("lies over another or outside", one(new long[] {1}, F32, -32, four));
    assertRefused("lies over another or outside", one(new long[] {1}, F32, Long.MAX_VALUE, four));
    assertRefused("no file could hold", one(new long[] {1L << 62, 4}, F32, 0, four));
    assertRefused("no file could hold", one(new long[] {100}, Q4_K, 0, new byte[144]));
    assertRefused("negative extent", one(new long[] {-1}, F32, 0, four));
    assertRefused("unknown type 77", one(new long[] {1}, 77, 0, four));
    assertRefused("has 5 extents", one(new long[] {1, 1, 1, 1, 1}, F32, 0, four));
  }
}
