package org.statescope.analysis.report;

import org.statescope.analysis.structure.Verdict;

/// The answer of a verdict in one word.
public final class VerdictWords {
  private VerdictWords() {}

  /// `yes`, `no` or `undecidable`.
  public static String of(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Holds _ -> "yes";
      case Verdict.Fails _ -> "no";
      case Verdict.Undecidable _ -> "undecidable";
    };
  }
}
