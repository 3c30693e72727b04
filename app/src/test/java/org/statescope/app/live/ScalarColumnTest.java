package org.statescope.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.statescope.app.plot.Points;

final class ScalarColumnTest {
  private final ScalarColumn column = new ScalarColumn();

  @Test
  void aViewDoesNotSeeWhatComesLater() {
    for (int step = 1; step <= 200; step++) {
      column.add(step, step, step);
    }
    Scalars view = column.view();
    column.cutFrom(50);
    column.add(50, 400, -1);
    assertEquals(200, view.size());
    assertEquals(OptionalDouble.of(120), view.valueAt(120));
    assertEquals(50, column.view().size());
  }

  @Test
  void aRestartedRunReplacesTheStepsItReportsAgain() {
    for (int step = 1; step <= 10; step++) {
      column.add(step, step, 1);
    }
    column.add(6, 100, 2);
    Scalars view = column.view();
    assertEquals(6, view.lastStep());
    assertEquals(OptionalDouble.of(2), view.valueAt(6));
    assertEquals(OptionalDouble.of(1), view.valueAt(5));
  }

  @Test
  void valuesAreLookedUpAtOrBeforeAStep() {
    column.add(10, 1, 3);
    column.add(20, 2, 4);
    Scalars view = column.view();
    assertTrue(view.valueAt(9).isEmpty());
    assertEquals(OptionalDouble.of(3), view.valueAt(19));
    assertEquals(OptionalDouble.of(4), view.valueAt(Long.MAX_VALUE));
  }

  @Test
  void eachAxisCountsInItsOwnUnit() {
    column.add(10, 1.5, 3);
    column.add(20, 1.0, 4);
    Scalars view = column.view();
    assertEquals(20, view.along(Axis.STEP, 2048).x(1));
    assertEquals(20 * 2048, view.along(Axis.TOKENS, 2048).x(1));
    Points seconds = view.along(Axis.SECONDS, 2048);
    assertEquals(1.5, seconds.x(1), "a clock that was set back does not run backwards");
  }
}
