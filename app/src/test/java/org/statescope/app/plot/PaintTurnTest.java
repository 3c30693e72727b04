package org.statescope.app.plot;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PaintTurnTest {
  private static final long MILLISECOND = 1_000_000;

  private final PaintTurn turn = new PaintTurn();

  @Test
  void plotsThatFollowOneAnotherShareATurn() {
    assertTrue(turn.hasTime(0));
    turn.drawn(12 * MILLISECOND);
    assertTrue(turn.hasTime(13 * MILLISECOND));
    turn.drawn(25 * MILLISECOND);
    assertFalse(turn.hasTime(26 * MILLISECOND));
    assertFalse(turn.hasTime(27 * MILLISECOND));
  }

  @Test
  void aPauseBeginsANewTurn() {
    assertTrue(turn.hasTime(0));
    turn.drawn(30 * MILLISECOND);
    assertTrue(turn.hasTime(40 * MILLISECOND));
  }
}
