package org.statescope.app.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.Test;

class HoverNoteTest {
  @Test
  void wordsThatFitStay() {
    assertEquals("layer 3, pole 1\nz = 0.5", broken("layer 3, pole 1\nz = 0.5", 15));
  }

  @Test
  void aLineThatDoesNotFitIsBrokenBetweenWords() {
    assertEquals("layer 3,\npole 1\nz = 0.5", broken("layer 3, pole 1\nz = 0.5", 10));
  }

  @Test
  void aWordWiderThanTheLineStaysWhole() {
    assertEquals("a\nverylongword\nb", broken("a verylongword b", 4));
  }

  @Test
  void aNoteStandsBesideItsPlaceAndNeverOnIt() {
    Rectangle2D area = new Rectangle2D.Double(60, 20, 240, 200);
    for (double width : new double[] {50, 150, 230}) {
      for (double x = 60; x <= 300; x += 10) {
        for (double y = 20; y <= 220; y += 10) {
          Point2D corner = HoverNote.corner(area, width, 60, x, y);
          assertFalse(
              new Rectangle2D.Double(corner.getX(), corner.getY(), width, 60)
                  .intersects(x - 8, y - 8, 16, 16),
              width + " wide at " + x + ", " + y);
          assertTrue(corner.getX() >= 0 && corner.getX() + width <= 300);
        }
      }
    }
  }

  private static String broken(String words, int most) {
    return HoverNote.broken(words, line -> line.length() <= most);
  }
}
