package org.statescope.app.poles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.statescope.app.plot.ShownRun;

/// The crossings of poles as marks along the steps.
class CrossingMarksTest {
  private static final ShownRun FIRST = new ShownRun(Path.of("a"), "first", 0);
  private static final ShownRun SECOND = new ShownRun(Path.of("b"), "second", 1);

  @Test
  void whatCrossedByOneStepIsOneMarkThatCountsBothDirections() {
    CrossingMarks marks =
        marks(
            5,
            entry(SECOND, 300, true),
            entry(FIRST, 100, true),
            entry(SECOND, 100, false),
            entry(FIRST, 100, true));
    assertEquals(
        List.of(
            new CrossingMark(100, 100, 2, 1, List.of("first", "second")),
            new CrossingMark(300, 300, 1, 0, List.of("second"))),
        marks.marks());
    assertEquals(4, marks.count());
    assertEquals(1, marks.unmarked(), "five were counted, four are kept");
  }

  @Test
  void theNextAndThePreviousMarkAreTheNearestOnEitherSide() {
    CrossingMarks marks =
        marks(3, entry(FIRST, 100, true), entry(FIRST, 300, true), entry(FIRST, 200, false));
    assertEquals(200, marks.after(100).orElseThrow().last());
    assertEquals(100, marks.before(200).orElseThrow().last());
    assertEquals(300, marks.before(999).orElseThrow().last());
    assertEquals(100, marks.after(0).orElseThrow().last());
    assertEquals(Optional.empty(), marks.after(300));
    assertEquals(Optional.empty(), marks.before(100));
    assertEquals(200, marks.at(200).orElseThrow().first());
    assertEquals(Optional.empty(), marks.at(150));
  }

  @Test
  void marksThatStandTooNearBecomeOneAndNoCrossingIsLost() {
    CrossingReport.Entry[] entries =
        LongStream.rangeClosed(1, 1000)
            .mapToObj(step -> entry(step % 2 == 0 ? FIRST : SECOND, step, step % 3 == 0))
            .toArray(CrossingReport.Entry[]::new);
    CrossingMarks marks = marks(1000, entries);
    List<CrossingMark> thin = marks.thinned(1000, 40);
    assertEquals(40, thin.size());
    assertEquals(1000, thin.stream().mapToInt(CrossingMark::count).sum());
    assertEquals(333, thin.stream().mapToInt(CrossingMark::outward).sum());
    for (int i = 1; i < thin.size(); i++) {
      assertEquals(thin.get(i - 1).last() + 1, thin.get(i).first());
    }
    assertEquals(marks.marks(), marks.thinned(1000, 5000), "with room for all nothing is joined");
    assertEquals(1, marks.thinned(0, 40).size(), "before the first step there is one place");
  }

  @Test
  void theWordsSayWhenWhichWayAndOfWhichRuns() {
    assertEquals(
        "By step 1,200: margin lost by 2, margin regained by 1 (first, second)",
        new CrossingMark(1200, 1200, 2, 1, List.of("first", "second")).words());
    assertEquals(
        "By steps 10 to 40: margin regained by 3 (a, b, c and 1 more)",
        new CrossingMark(10, 40, 0, 3, List.of("a", "b", "c", "d")).words());
    assertTrue(
        assertThrows(
                IllegalArgumentException.class, () -> new CrossingMark(2, 1, 0, 1, List.of("a")))
            .getMessage()
            .contains("step 2"));
  }

  private static CrossingMarks marks(long count, CrossingReport.Entry... entries) {
    return CrossingMarks.of(new CrossingReport(List.of(entries), count, true, List.of()));
  }

  private static CrossingReport.Entry entry(ShownRun run, long step, boolean outward) {
    return new CrossingReport.Entry(
        run,
        new Crossing(
            run.folder(),
            0,
            0,
            0,
            0,
            false,
            step - 1,
            step,
            -1,
            1,
            outward,
            Crossing.Matching.BY_PLACE));
  }
}
