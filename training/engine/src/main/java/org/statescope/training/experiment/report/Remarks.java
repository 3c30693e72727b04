package org.statescope.training.experiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.statescope.training.experiment.ExperimentPlan;
import org.statescope.training.experiment.evidence.ExperimentResults;
import org.statescope.training.experiment.evidence.PairedComparison;

/// What the numbers of a report do and do not say, in sentences.
final class Remarks {
  private static final double USUAL_LEVEL = 0.05;

  private Remarks() {}

  static String list(List<String> names) {
    return names.size() < 2
        ? String.join("", names)
        : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }

  static String seeds(int count) {
    return count == 1 ? "1 seed" : count + " seeds";
  }

  static String orNotMeasured(OptionalDouble value, int decimals) {
    return value.isPresent() ? Numbers.fixed(value.getAsDouble(), decimals) : "–";
  }

  static String scope(ExperimentPlan plan) {
    return "These are models of size %s on %s. The paper trained larger ones on other text; what held or did not hold here need not there."
        .formatted(plan.size(), plan.baseline().configuration().text().label());
  }

  static List<String> statistics(ExperimentResults results) {
    int seeds = results.plan().seeds().size();
    List<String> remarks = new ArrayList<>();
    remarks.add(
        "A seed decides the initial weights and the order of batches. Equal seeds of two variants"
            + " saw the same batches in the same order, so the comparison is paired: t test and"
            + " interval are of the difference within each seed.");
    double smallest = PairedComparison.smallestRankP(seeds);
    if (seeds == 1) {
      remarks.add("One seed gives no interval and no test: every difference may be chance.");
    } else if (smallest > USUAL_LEVEL) {
      remarks.add(
          "%s say little. The smallest p that the sign test and Wilcoxon's can give with them is %s, so neither can fall below 0.05 before there are 6 seeds. The t test can, but only by assuming that differences are normally distributed, which so few cannot show; the interval stands on the same assumption."
              .formatted(capital(seeds(seeds)), Numbers.fixed(smallest, 3)));
    } else {
      remarks.add(
          "The sign test and Wilcoxon's assume no normal distribution; where they disagree with the"
              + " t test, trust them.");
    }
    if (results.variants().size() > 2) {
      remarks.add(
          "Each variant was tested by itself. With %d comparisons one p below 0.05 is less surprising than it looks; no correction was made."
              .formatted(results.variants().size() - 1));
    }
    remarks.add(
        "The intervals tell how much another seed would change the result on this text. They say"
            + " nothing of another text, size, learning rate or length of training: each preset's"
            + " learning rate was chosen beforehand and is in the settings below.");
    return remarks;
  }

  static String time(ExperimentResults results) {
    String how =
        "Time is the sum of all training steps, without validation, checkpoints and pole snapshots."
            + " Runs trained one after the other, each in a process of its own, all variants of a"
            + " seed before the next seed. Memory is the most that the process held (resident),"
            + " virtual machine and libraries included. ";
    OptionalDouble elsewhere = results.mostBusyElsewhere();
    if (elsewhere.isEmpty()) {
      return how + "Whether other programs ran meanwhile was not measured.";
    }
    String busy = Numbers.fixed(elsewhere.getAsDouble(), 2);
    return how
        + (elsewhere.getAsDouble() > ExperimentResults.SHARED_ABOVE
            ? "The machine was shared: other programs kept up to %s processors busy on average during a run, so these times compare nothing."
                .formatted(busy)
            : "The machine was quiet: other programs kept at most %s processors busy on average during a run."
                .formatted(busy));
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
