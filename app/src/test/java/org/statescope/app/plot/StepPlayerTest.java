package org.statescope.app.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.statescope.app.fx.Fx;

/// The player against a clock of the test's own, beat by beat.
final class StepPlayerTest {
  private final StepCursor cursor = new StepCursor();
  private StepPlayer player;
  private long clock;

  @BeforeEach
  void twelveThousandSteps() {
    Fx.run(
        () -> {
          player = new StepPlayer(cursor, () -> clock);
          cursor.newest(12_000);
        });
  }

  @AfterEach
  void stop() {
    Fx.run(player::pause);
  }

  private void beatAfter(double seconds) {
    clock += (long) (1e9 * seconds);
    player.beat();
  }

  @Test
  void fromTheEndItStartsAnewAndStopsAtTheEnd() {
    Fx.run(
        () -> {
          player.toggle();
          assertEquals(0, cursor.step());
          assertFalse(cursor.followNewestProperty().get());
          beatAfter(6);
          assertEquals(6000, cursor.step());
          assertTrue(player.playingProperty().get());
          beatAfter(60);
          assertEquals(12_000, cursor.step());
          assertFalse(player.playingProperty().get());
        });
  }

  @Test
  void aLateFramePassesOverStepsAndSpeedCounts() {
    Fx.run(
        () -> {
          player.speedProperty().set(PlaySpeed.FOURFOLD);
          player.toggle();
          beatAfter(0.05);
          assertEquals(200, cursor.step());
          beatAfter(1);
          assertEquals(4200, cursor.step());
          player.speedProperty().set(PlaySpeed.QUARTER);
          beatAfter(1);
          assertEquals(4450, cursor.step());
        });
  }

  @Test
  void aPauseKeepsThePlaceAndAMoveIsFollowed() {
    Fx.run(
        () -> {
          player.toggle();
          beatAfter(2);
          player.toggle();
          assertFalse(player.playingProperty().get());
          clock += 5_000_000_000L;
          player.toggle();
          beatAfter(1);
          assertEquals(3000, cursor.step());
          cursor.moveTo(9000);
          beatAfter(1);
          assertEquals(10_000, cursor.step());
          cursor.followNewestProperty().set(true);
          beatAfter(1);
          assertFalse(player.playingProperty().get());
          assertTrue(cursor.followNewestProperty().get(), "following wins");
        });
  }

  @Test
  void withoutStepsThereIsNothingToPlay() {
    Fx.run(
        () -> {
          StepPlayer idle = new StepPlayer(new StepCursor(), () -> clock);
          idle.toggle();
          assertFalse(idle.playingProperty().get());
        });
  }

  @Test
  void theBeatsAreRealOnesToo() {
    StepCursor real = new StepCursor();
    StepPlayer wall = Fx.on(() -> new StepPlayer(real));
    Fx.run(
        () -> {
          real.newest(100);
          wall.speedProperty().set(PlaySpeed.FOURFOLD);
          wall.toggle();
        });
    Fx.waitUntil("the end is reached", 15, () -> !wall.playingProperty().get());
    assertEquals(100, Fx.on(real::step));
  }
}
