package org.statescope.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void aProcessPrintsTheFiguresThatAnotherReads() {
    Figures figures = new Figures(Map.of("seconds", 0.1 + 0.2, "peak-bytes", Double.NaN));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    figures.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    assertEquals(figures, Figures.parse(bytes.toString(StandardCharsets.UTF_8).lines().toList()));
  }

  @Test
  void whatElseAProcessPrintsIsNoFigure() {
    Figures figures =
        Figures.parse(List.of("loading natives", "@seconds 2.5", "", "mail me @ home"));
    assertEquals(new Figures(Map.of("seconds", 2.5)), figures);
  }

  @Test
  void aMissingFigureIsNamedBesideThoseThatAreThere() {
    Figures figures = new Figures(Map.of("seconds", 2.5));
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> figures.get("peak-bytes"));
    assertTrue(failure.getMessage().contains("'peak-bytes' among [seconds]"), failure.getMessage());
  }
}
