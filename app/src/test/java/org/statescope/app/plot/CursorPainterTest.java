package org.statescope.app.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;

class CursorPainterTest {
  private static final Rectangle2D AREA = new Rectangle2D.Double(50, 100, 200, 150);
  private static final double HEIGHT = 12;

  @Test
  void theNoteStandsAtTheTopUnlessACurveEndsThere() {
    assertEquals(103, CursorPainter.noteTop(AREA, HEIGHT, new double[] {}));
    assertEquals(103, CursorPainter.noteTop(AREA, HEIGHT, new double[] {180, 240}));
    assertEquals(235, CursorPainter.noteTop(AREA, HEIGHT, new double[] {108, 180}));
    assertEquals(103, CursorPainter.noteTop(AREA, HEIGHT, new double[] {108, 240}));
  }
}
