package org.statescope.app.display;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class UiScaleTest {
  @Test
  void eachSystemHasItsPropertyAndMacDecidesAlone() {
    assertEquals(Optional.of("glass.gtk.uiScale"), UiScale.property("Linux"));
    assertEquals(Optional.of("glass.win.uiScale"), UiScale.property("Windows 11"));
    assertEquals(Optional.empty(), UiScale.property("Mac OS X"));
  }

  @Test
  void aChosenSizeIsSetOnceAndWhatTheCommandLineNamedStays() {
    String property = UiScale.property(System.getProperty("os.name")).orElse("no.such.property");
    String before = System.getProperty(property);
    try {
      System.clearProperty(property);
      UiScale.apply(Optional.empty());
      assertEquals(null, System.getProperty(property));
      UiScale.apply(Optional.of(150));
      assertEquals(UiScale.isChoosable() ? "150%" : null, System.getProperty(property));
      System.setProperty(property, "2");
      UiScale.apply(Optional.of(150));
      assertEquals("2", System.getProperty(property));
    } finally {
      if (before == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, before);
      }
    }
  }
}
