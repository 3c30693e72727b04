package org.statescope.analysis.network;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.statescope.analysis.gramian.Gramian;
import org.statescope.analysis.gramian.GramianPairResult;
import org.statescope.analysis.gramian.Gramians;
import org.statescope.analysis.gramian.HankelSingularValues;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.stability.StabilityMargin;
import org.statescope.analysis.structure.HautusTest;
import org.statescope.analysis.structure.StructuredPair;
import org.statescope.analysis.structure.Verdict;

/// The same answers for any system, one at a time, by the methods for single systems. Structure
/// still decides controllability exactly where it can.
final class GeneralAnalysis implements BlockAnalysis {
  private final SystemBank bank;

  GeneralAnalysis(SystemBank bank) {
    this.bank = bank;
  }

  @Override
  public void fill(CensusBlock block) {
    for (int k = 0; k < block.count(); k++) {
      fill(block, k, bank.system(block.first() + k));
    }
  }

  private static void fill(CensusBlock block, int k, StateSpace system) {
    int n = system.order();
    List<Complex> poles = Poles.of(system);
    double margin = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      block.polesReal()[k * n + i] = poles.get(i).real();
      block.polesImaginary()[k * n + i] = poles.get(i).imaginary();
      margin = Math.min(margin, StabilityMargin.margin(poles.get(i), system.timeDomain()));
    }
    block.stabilityMargin()[k] = margin;
    HautusTest reach = HautusTest.controllability(system.a(), system.b(), poles);
    HautusTest sight = HautusTest.observability(system.a(), system.c(), poles);
    block.hautusControllability()[k] = reach.weakest().smallestSingularValue();
    block.hautusObservability()[k] = sight.weakest().smallestSingularValue();
    block.controllable()[k] = answer(StructuredPair.controllability(system.a(), system.b()), reach);
    block.observable()[k] = answer(StructuredPair.observability(system.a(), system.c()), sight);
    switch (Gramians.both(system)) {
      case GramianPairResult.Converged(Gramian controllability, Gramian observability) -> {
        block.controllabilityCondition()[k] = condition(controllability);
        block.observabilityCondition()[k] = condition(observability);
        HankelSingularValues hankel = HankelSingularValues.of(controllability, observability);
        System.arraycopy(hankel.values(), 0, block.hankelSingularValues(), k * n, n);
        block.trustedAbove()[k] = hankel.trustedAbove();
      }
      case GramianPairResult.Unstable _ -> {
        block.controllabilityCondition()[k] = Double.POSITIVE_INFINITY;
        block.observabilityCondition()[k] = Double.POSITIVE_INFINITY;
        Arrays.fill(block.hankelSingularValues(), k * n, (k + 1) * n, Double.POSITIVE_INFINITY);
      }
    }
  }

  /// ‖W‖‖W⁻¹‖, Frobenius, from the eigenvalues.
  private static double condition(Gramian gramian) {
    double direct = 0;
    double inverse = 0;
    for (double value : gramian.eigenvalues()) {
      direct = Math.hypot(direct, value);
      inverse = Math.hypot(inverse, 1 / value);
    }
    double condition = direct * inverse;
    return Double.isNaN(condition) ? Double.POSITIVE_INFINITY : condition;
  }

  private static Answer answer(Optional<StructuredPair> structure, HautusTest test) {
    if (structure.isPresent()) {
      return structure.get().isFull() ? Answer.YES : Answer.NO;
    }
    return switch (test.verdict()) {
      case Verdict.Holds _ -> Answer.YES;
      case Verdict.Fails _ -> Answer.NO;
      case Verdict.Undecidable _ -> Answer.UNDECIDABLE;
    };
  }
}
