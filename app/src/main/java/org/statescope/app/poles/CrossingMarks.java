package org.statescope.app.poles;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The crossings of the shown runs along the steps, for a scrubber.
///
/// @param marks one for each step by which something crossed, in order
/// @param unmarked crossings that are counted and no longer kept: the marks are of the newest
public record CrossingMarks(List<CrossingMark> marks, long unmarked) {
  public static final CrossingMarks NONE = new CrossingMarks(List.of(), 0);

  public CrossingMarks {
    marks = List.copyOf(marks);
  }

  static CrossingMarks of(CrossingReport report) {
    TreeMap<Long, CrossingMark> bySteps = new TreeMap<>();
    for (CrossingReport.Entry entry : report.crossings()) {
      Crossing crossing = entry.crossing();
      bySteps.merge(
          crossing.after(),
          new CrossingMark(
              crossing.after(),
              crossing.after(),
              crossing.outward() ? 1 : 0,
              crossing.outward() ? 0 : 1,
              List.of(entry.run().label())),
          CrossingMark::with);
    }
    return new CrossingMarks(
        List.copyOf(bySteps.values()), report.count() - report.crossings().size());
  }

  /// How many crossings the marks stand for.
  public int count() {
    return marks.stream().mapToInt(CrossingMark::count).sum();
  }

  /// What crossed by a step.
  public Optional<CrossingMark> at(long step) {
    return marks.stream().filter(mark -> mark.first() == step).findFirst();
  }

  /// The nearest mark after a step.
  public Optional<CrossingMark> after(long step) {
    return marks.stream().filter(mark -> mark.first() > step).findFirst();
  }

  /// The nearest mark before a step.
  public Optional<CrossingMark> before(long step) {
    return marks.reversed().stream().filter(mark -> mark.last() < step).findFirst();
  }

  /// As many marks as there is room for: those that would stand within one place become one, which
  /// counts them all.
  ///
  /// @param newest the step at the right end
  /// @param places how many marks fit side by side; at least 1
  public List<CrossingMark> thinned(long newest, int places) {
    List<CrossingMark> thin = new ArrayList<>();
    long place = -1;
    for (CrossingMark mark : marks) {
      long at = placeOf(mark.last(), newest, places);
      if (at == place) {
        thin.add(thin.removeLast().with(mark));
      } else {
        thin.add(mark);
        place = at;
      }
    }
    return thin;
  }

  private static long placeOf(long step, long newest, int places) {
    return newest <= 0 ? 0 : Math.min(places - 1L, step * places / newest);
  }
}
