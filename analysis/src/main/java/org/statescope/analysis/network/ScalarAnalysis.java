package org.statescope.analysis.network;

import java.util.Arrays;
import org.statescope.analysis.lti.Discrete;

/// Closed forms for A = aI: the input reaches one direction, so with more than one state nothing is
/// controllable or observable, and the only Hankel singular value that is not zero is |c b| /
/// (−2a), or |c b| / (1 − a²) in discrete time.
final class ScalarAnalysis implements BlockAnalysis {
  private final ScalarBank bank;

  ScalarAnalysis(ScalarBank bank) {
    this.bank = bank;
  }

  @Override
  public void fill(CensusBlock block) {
    int n = bank.order();
    boolean discrete = bank.timeDomain() instanceof Discrete(double _);
    for (int k = 0; k < block.count(); k++) {
      int system = block.first() + k;
      double a = bank.poles()[Vectors.offset(bank.poles(), system, 1)];
      int input = Vectors.offset(bank.input(), system, n);
      int output = Vectors.offset(bank.output(), system, n);
      double gain = 0;
      double inputNorm = 0;
      double outputNorm = 0;
      for (int i = 0; i < n; i++) {
        gain += bank.output()[output + i] * bank.input()[input + i];
        inputNorm = Math.hypot(inputNorm, bank.input()[input + i]);
        outputNorm = Math.hypot(outputNorm, bank.output()[output + i]);
      }
      Arrays.fill(block.polesReal(), k * n, (k + 1) * n, a);
      double margin = discrete ? 1 - Math.abs(a) : -a;
      boolean stable = margin > 0;
      block.stabilityMargin()[k] = margin;
      block.controllable()[k] = n == 1 && inputNorm > 0 ? Answer.YES : Answer.NO;
      block.observable()[k] = n == 1 && outputNorm > 0 ? Answer.YES : Answer.NO;
      block.hautusControllability()[k] = n == 1 ? inputNorm : 0;
      block.hautusObservability()[k] = n == 1 ? outputNorm : 0;
      block.controllabilityCondition()[k] = condition(stable, n, inputNorm);
      block.observabilityCondition()[k] = condition(stable, n, outputNorm);
      double value = Math.abs(gain) / (discrete ? (1 - a) * (1 + a) : -2 * a);
      block.hankelSingularValues()[k * n] = stable ? value : Double.POSITIVE_INFINITY;
      if (!stable) {
        Arrays.fill(block.hankelSingularValues(), k * n, (k + 1) * n, Double.POSITIVE_INFINITY);
      }
    }
  }

  private static double condition(boolean stable, int n, double norm) {
    return stable && n == 1 && norm > 0 ? 1 : Double.POSITIVE_INFINITY;
  }
}
