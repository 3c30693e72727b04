package org.statescope.app.tokens;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.gramian.TimeVaryingGramians;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.response.Discretisation;
import org.statescope.training.run.trace.LayerTrace;

/// The recurrence of one channel along a text: its matrices at each token, and its poles there.
///
/// @param trace of the layer
/// @param rule how Δ enters
/// @param channel from 0
record ChannelSteps(
    LayerTrace trace, org.statescope.training.run.Discretisation rule, int channel) {

  /// The matrices of a token: B for the input of that token, C for its output.
  ///
  /// @throws ArithmeticException in a sentence where the step has none
  TimeVaryingGramians.Step at(int token) {
    StateSpace step = discrete(token, trace.step(token, channel));
    return new TimeVaryingGramians.Step(step.a(), step.b(), step.c());
  }

  /// All tokens' matrices.
  List<TimeVaryingGramians.Step> all() {
    List<TimeVaryingGramians.Step> steps = new ArrayList<>(trace.tokens());
    for (int token = 0; token < trace.tokens(); token++) {
      steps.add(at(token));
    }
    return steps;
  }

  /// The system that goes on for ever as at a token.
  StateSpace frozen(int token) {
    return discrete(token, trace.step(token, channel));
  }

  /// A of the channel, in continuous time.
  DMatrixRMaj stateMatrix() {
    return new DMatrixRMaj(trace.order(), trace.order(), true, trace.stateMatrix(channel));
  }

  /// Where a pole of A lies at a token.
  Complex discrete(Complex pole, int token) {
    return discreteAt(pole, trace.step(token, channel));
  }

  /// Where a pole of A lies under a step.
  Complex discreteAt(Complex pole, double step) {
    return switch (rule) {
      case EULER, ZOH -> pole.times(step).exp();
      case BILINEAR -> {
        Complex half = pole.times(step / 2);
        yield Complex.ONE.plus(half).dividedBy(Complex.ONE.minus(half));
      }
    };
  }

  /// Mamba's own rule holds A exactly and takes Δ B for the input.
  private StateSpace discrete(int token, double step) {
    DMatrixRMaj b = new DMatrixRMaj(trace.order(), 1, true, trace.input(token, channel));
    DMatrixRMaj c = new DMatrixRMaj(1, trace.order(), true, trace.output(token, channel));
    StateSpace continuous = StateSpace.strictlyProper(stateMatrix(), b, c, TimeDomain.continuous());
    Discretisation.Result result =
        switch (rule) {
          case BILINEAR -> Discretisation.bilinear(continuous, step);
          case EULER, ZOH -> Discretisation.zeroOrderHold(continuous, step);
        };
    StateSpace made =
        switch (result) {
          case Discretisation.Result.Converted(StateSpace system, double condition) -> system;
          case Discretisation.Result.Undefined(String reason) ->
              throw new ArithmeticException(reason);
        };
    DMatrixRMaj input = made.b();
    if (rule == org.statescope.training.run.Discretisation.EULER) {
      input = b.copy();
      CommonOps_DDRM.scale(step, input);
    }
    return StateSpace.strictlyProper(made.a(), input, c, TimeDomain.discrete(1));
  }
}
