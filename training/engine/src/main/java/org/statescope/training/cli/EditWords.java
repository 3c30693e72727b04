package org.statescope.training.cli;

import java.util.List;
import org.statescope.analysis.design.ClampPoles;
import org.statescope.analysis.design.MovePole;
import org.statescope.analysis.design.PoleEdit;
import org.statescope.analysis.design.PruneState;
import org.statescope.analysis.design.TruncateLayer;
import org.statescope.analysis.lti.Complex;

/// One edit as an option gives it: numbers with commas between.
///
/// @param option the option's name, for sentences
/// @param words what stands between the commas
record EditWords(String option, List<String> words) {
  private static final String ALL = "all";

  static EditWords of(String option, String value) {
    return new EditWords(option, List.of(value.split(",", -1)));
  }

  MovePole move() {
    requireCount(5, 6, "layer,system,state,re,im[,partner]");
    return new MovePole(
        integer(0),
        integer(1),
        integer(2),
        new Complex(number(3), number(4)),
        words.size() > 5 ? integer(5) : MovePole.NO_PARTNER);
  }

  ClampPoles clamp() {
    requireCount(3, 4, "layer,system|all,least[,greatest]");
    return words.size() > 3
        ? new ClampPoles(integer(0), system(1), number(2), number(3))
        : new ClampPoles(integer(0), system(1), number(2));
  }

  PruneState prune() {
    requireCount(3, 3, "layer,system|all,state");
    return new PruneState(integer(0), system(1), integer(2));
  }

  TruncateLayer truncate() {
    requireCount(2, 2, "layer,order");
    return new TruncateLayer(integer(0), integer(1));
  }

  private void requireCount(int least, int most, String format) {
    if (words.size() < least || words.size() > most) {
      throw wrong(String.join(",", words), format);
    }
  }

  private int system(int index) {
    return words.get(index).strip().equals(ALL) ? PoleEdit.ALL : integer(index);
  }

  private int integer(int index) {
    try {
      int value = Integer.parseInt(words.get(index).strip());
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException _) {
      // The sentence below says what is wrong.
    }
    throw wrong(words.get(index), "a whole number from 0");
  }

  private double number(int index) {
    try {
      return Double.parseDouble(words.get(index).strip());
    } catch (NumberFormatException _) {
      throw wrong(words.get(index), "a number");
    }
  }

  private IllegalArgumentException wrong(String value, String allowed) {
    return new IllegalArgumentException(
        "%s has '%s' where %s must be.".formatted(option, value, allowed));
  }
}
