package org.statescope.app.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DisplayCheckTest {
  private static final Map<String, String> X11 = Map.of("DISPLAY", ":0");

  @Test
  void aMissingDisplayIsNamedWithItsPackageAndTheCommandLine() {
    String sentence =
        DisplayCheck.obstacle("Linux", "", Map.of("DISPLAY", ""), library -> true).orElseThrow();
    assertTrue(sentence.contains("no display"), sentence);
    assertTrue(sentence.contains("xvfb"), sentence);
    assertTrue(sentence.contains("statescope train --preset sc-mamba-tiny"), sentence);
    assertTrue(sentence.lines().count() == 1, sentence);
  }

  @Test
  void aMissingGtkIsNamedWithItsPackageAndTheCommandLine() {
    String sentence = DisplayCheck.obstacle("Linux", "", X11, library -> false).orElseThrow();
    assertTrue(sentence.contains("libgtk-3.so.0"), sentence);
    assertTrue(sentence.contains("libgtk-3-0"), sentence);
    assertTrue(sentence.contains("statescope train --preset sc-mamba-tiny"), sentence);
  }

  @Test
  void aDesktopWithGtkHasNoObstacle() {
    assertEquals(Optional.empty(), DisplayCheck.obstacle("Linux", "", X11, library -> true));
    Map<String, String> wayland = Map.of("WAYLAND_DISPLAY", "wayland-0");
    assertEquals(Optional.empty(), DisplayCheck.obstacle("Linux", "", wayland, library -> true));
  }

  @Test
  void theHeadlessPlatformNeedsNeither() {
    assertEquals(
        Optional.empty(), DisplayCheck.obstacle("Linux", "headless", Map.of(), library -> false));
  }

  @Test
  void otherSystemsAreNotAsked() {
    assertEquals(
        Optional.empty(), DisplayCheck.obstacle("Windows 11", "", Map.of(), library -> false));
  }
}
