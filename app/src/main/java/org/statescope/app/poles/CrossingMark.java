package org.statescope.app.poles;

import java.util.ArrayList;
import java.util.List;
import org.statescope.app.texts.Texts;

/// Crossings that were seen by one step, or by steps that lie too near to one another to be marked
/// apart.
///
/// @param first, last the steps by which they had happened; equal for a mark of one step
/// @param outward how many poles lost the margin
/// @param inward how many won it back
/// @param runs the runs they are of, by name
public record CrossingMark(long first, long last, int outward, int inward, List<String> runs) {
  /// More names would hide the numbers.
  private static final int MOST_NAMES = 3;

  public CrossingMark {
    runs = List.copyOf(runs);
    if (first > last) {
      throw new IllegalArgumentException(
          "A mark of crossings from step " + first + " cannot end at step " + last);
    }
  }

  public int count() {
    return outward + inward;
  }

  /// This one and a later one as one mark: no crossing is lost.
  CrossingMark with(CrossingMark later) {
    List<String> all = new ArrayList<>(runs);
    later.runs.stream().filter(run -> !all.contains(run)).forEach(all::add);
    return new CrossingMark(first, later.last, outward + later.outward, inward + later.inward, all);
  }

  /// What happened, as a sentence for a tooltip and for screen readers.
  public String words() {
    String when =
        first == last
            ? Texts.text("crossings.mark.step", PoleWords.count(last))
            : Texts.text("crossings.mark.steps", PoleWords.count(first), PoleWords.count(last));
    List<String> what = new ArrayList<>();
    if (outward > 0) {
      what.add(Texts.text("crossings.mark.outward", PoleWords.count(outward)));
    }
    if (inward > 0) {
      what.add(Texts.text("crossings.mark.inward", PoleWords.count(inward)));
    }
    String names = String.join(", ", runs.subList(0, Math.min(MOST_NAMES, runs.size())));
    String of =
        runs.size() > MOST_NAMES
            ? Texts.text("crossings.mark.more", names, runs.size() - MOST_NAMES)
            : names;
    return Texts.text("crossings.mark", when, String.join(", ", what), of);
  }
}
