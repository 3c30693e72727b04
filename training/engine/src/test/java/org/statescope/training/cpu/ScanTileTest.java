package org.statescope.training.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.statescope.training.plain.Trial;

/// However many tokens a scan takes at a time, its output and every gradient keep every bit: over
/// two sequences, several vectors of channels, and parameters that channels share or have each.
class ScanTileTest {
  private static final int CHANNELS = 37;
  private static final int LENGTH = 150;

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ANY, names = ".*_SCAN.*|.*SCHWARZ.*|.*COMPANION.*")
  void noBitDependsOnTheTile(ContractedOperation operation) {
    Map<String, double[]> usual = run(operation, ScanTile.USUAL);
    for (int tile : new int[] {1, 7, 16, 64, 100, ScanTile.LONGEST}) {
      run(operation, tile)
          .forEach(
              (name, values) -> assertArrayEquals(usual.get(name), values, name + " at " + tile));
    }
  }

  private static Map<String, double[]> run(ContractedOperation operation, int tile) {
    try (CpuBackend backend = CpuBackend.create(2)) {
      backend.scanTile(tile);
      ContractRun run = new ContractRun(operation, backend, CHANNELS, LENGTH, -1, 0, 0);
      Map<String, double[]> results = new HashMap<>();
      results.put("y", run.outputs);
      run.trial.inputs().forEach(input -> results.put(input.name(), Trial.gradients(input)));
      return results;
    }
  }

  @Test
  void aTileBeyondTheScratchIsRefused() {
    try (CpuBackend backend = CpuBackend.create(1)) {
      assertThrows(IllegalArgumentException.class, () -> backend.scanTile(ScanTile.LONGEST + 1));
      assertThrows(IllegalArgumentException.class, () -> backend.scanTile(0));
      assertEquals(ScanTile.USUAL, backend.scanTile());
    }
  }

  @Test
  void tilesAreOfferedOnceThereIsAScan() {
    try (CpuBackend backend = CpuBackend.create(1)) {
      assertTrue(backend.otherScanTiles().isEmpty());
      new ContractRun(ContractedOperation.SELECTIVE_SCAN, backend, 3, 5, -1, 0, 0);
      assertEquals(ScanTile.OTHERS, backend.otherScanTiles());
    }
  }
}
