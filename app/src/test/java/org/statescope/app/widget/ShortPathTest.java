package org.statescope.app.widget;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShortPathTest {
  private static final Path HOME = Path.of(System.getProperty("user.home"));

  @Test
  void whatLiesBelowTheHomeFolderBeginsWithATilde() {
    assertEquals(
        Path.of("~", "Statescope", "runs").toString(),
        ShortPath.of(HOME.resolve("Statescope").resolve("runs")));
  }

  @Test
  void otherPathsAreWhole() {
    Path beside = HOME.resolveSibling(HOME.getFileName() + "-of-another");
    assertEquals(beside.toString(), ShortPath.of(beside));
    assertEquals(HOME.toString(), ShortPath.of(HOME));
  }
}
