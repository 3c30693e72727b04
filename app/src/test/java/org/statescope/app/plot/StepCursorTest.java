package org.statescope.app.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

final class StepCursorTest {
  private final StepCursor cursor = new StepCursor();

  @Test
  void followsTheNewestStepUntilItIsMoved() {
    cursor.newest(100);
    assertEquals(100, cursor.step());
    cursor.moveTo(40);
    cursor.newest(200);
    assertEquals(40, cursor.step());
    assertFalse(cursor.followNewestProperty().get());
  }

  @Test
  void followingAgainGoesToTheNewest() {
    cursor.newest(100);
    cursor.moveTo(3);
    cursor.followNewestProperty().set(true);
    assertEquals(100, cursor.step());
  }

  @Test
  void staysWithinTheRun() {
    cursor.newest(100);
    cursor.moveTo(1000);
    assertEquals(100, cursor.step());
    cursor.moveTo(-5);
    assertEquals(0, cursor.step());
  }
}
