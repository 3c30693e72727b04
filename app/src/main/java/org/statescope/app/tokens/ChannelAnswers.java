package org.statescope.app.tokens;

import java.util.Arrays;
import java.util.List;
import org.statescope.analysis.gramian.GramianResult;
import org.statescope.analysis.gramian.Gramians;
import org.statescope.analysis.gramian.TimeVaryingGramians;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.stability.LyapunovExponents;
import org.statescope.app.background.BackgroundTasks.Progress;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.trace.LayerTrace;

/// What is known of one channel along a text.
///
/// A NaN in the arrays means "not defined there": before a Gramian has full rank, or where a frozen
/// system is unstable. Curves leave such tokens out.
///
/// @param steps the channel
/// @param poles of A, in continuous time
/// @param delta Δ of each token
/// @param energy ‖h‖² after each token
/// @param slowest the largest modulus of a pole at each token
/// @param condition of the time-varying controllability Gramian
/// @param frozenCondition of the controllability Gramian of the system frozen at each token
/// @param readings both Gramians' eigenvalues and Hankel values at each token
/// @param exponents Lyapunov exponents over the text, per token
/// @param frozenExponents what they would be if every token had the poles of the mean Δ, falling
record ChannelAnswers(
    ChannelSteps steps,
    List<Complex> poles,
    double[] delta,
    double[] energy,
    double[] slowest,
    double[] condition,
    double[] frozenCondition,
    List<TimeVaryingGramians.Reading> readings,
    LyapunovExponents.Result exponents,
    double[] frozenExponents) {

  /// Eigenvalues below this share of the largest are rounding: the condition then has no digit.
  private static final double ROUNDING = 0x1p-52;

  /// Computes everything; returns early, with a meaningless value, when cancelled.
  ///
  /// @throws ArithmeticException in a sentence where the recurrence is unstable
  static ChannelAnswers of(ChannelSteps steps, Progress progress) {
    LayerTrace trace = steps.trace();
    int channel = steps.channel();
    int tokens = trace.tokens();
    List<Complex> poles = Poles.of(steps.stateMatrix());
    List<TimeVaryingGramians.Step> matrices = steps.all();
    List<TimeVaryingGramians.Reading> readings = TimeVaryingGramians.along(matrices);
    LyapunovExponents exponents = new LyapunovExponents(trace.order());
    double[] delta = new double[tokens];
    double[] energy = new double[tokens];
    double[] slowest = new double[tokens];
    double[] condition = new double[tokens];
    double[] frozen = new double[tokens];
    for (int t = 0; t < tokens && !progress.isCancelled(); t++) {
      int token = t;
      exponents.add(matrices.get(t).a());
      delta[t] = trace.step(t, channel);
      energy[t] = trace.energy(t, channel);
      slowest[t] =
          poles.stream()
              .mapToDouble(pole -> steps.discrete(pole, token).modulus())
              .max()
              .orElse(Double.NaN);
      condition[t] = trusted(readings.get(t).controllability());
      frozen[t] = frozenCondition(steps.frozen(t));
      progress.report((t + 1.0) / tokens, Texts.text("tokens.task.channel", t + 1, tokens));
    }
    return new ChannelAnswers(
        steps,
        poles,
        delta,
        energy,
        slowest,
        condition,
        frozen,
        readings,
        exponents.result(),
        exponentsAt(poles, steps, Arrays.stream(delta).average().orElse(0)));
  }

  /// λ₁/λₙ where λₙ stands above rounding.
  private static double trusted(double[] eigenvalues) {
    double smallest = eigenvalues[eigenvalues.length - 1];
    return smallest > ROUNDING * ROUNDING * eigenvalues.length * eigenvalues[0]
        ? eigenvalues[0] / smallest
        : Double.NaN;
  }

  private static double frozenCondition(StateSpace frozen) {
    return switch (Gramians.controllability(frozen)) {
      case GramianResult.Converged converged -> trusted(converged.gramian().eigenvalues());
      case GramianResult.Unstable unstable -> Double.NaN;
    };
  }

  private static double[] exponentsAt(List<Complex> poles, ChannelSteps steps, double meanDelta) {
    double[] exponents =
        poles.stream()
            .mapToDouble(pole -> Math.log(steps.discreteAt(pole, meanDelta).modulus()))
            .sorted()
            .toArray();
    for (int i = 0; i < exponents.length / 2; i++) {
      double swap = exponents[i];
      exponents[i] = exponents[exponents.length - 1 - i];
      exponents[exponents.length - 1 - i] = swap;
    }
    return exponents;
  }
}
