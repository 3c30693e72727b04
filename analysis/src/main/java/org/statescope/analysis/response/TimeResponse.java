package org.statescope.analysis.response;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.linalg.MatrixExponential;
import org.statescope.analysis.linalg.PreciseState;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.Shapes;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.StateSpace;

/// Outputs over time: one p×m matrix for each time, a column for each input.
///
/// All methods: nothing is modified; times in seconds, not negative and finite (in discrete time,
/// steps from 0 on). Edge cases: an unstable system grows as it must, up to infinite values.
/// Tolerance: that of the matrix exponential; on an even grid, that times the number of the sample;
/// discrete-time recursions run in twice the working precision. [#relativeError] says what rounding
/// did; it knows nothing of the rounding that the stored matrices bring with them. Algorithm:
/// [MatrixExponential] and powers of it. Cost: on an even grid about 100 n³ operations once and 2
/// n² m for each time, otherwise 30 n³ for each time.
///
/// @param times seconds
/// @param values y(t)
/// @param relativeError of any value, relative to the largest of all; an estimate in continuous
///   time, ∞ for a response that overflows
public record TimeResponse(double[] times, List<DMatrixRMaj> values, double relativeError) {
  private static final double EVEN = 0x1p-50;

  /// The impulse response of a continuous-time system, C e^{At} B; D's impulse at 0 is left out.
  public static TimeResponse impulse(StateSpace system, double[] seconds) {
    requireContinuous(system);
    return propagate(system.a(), system.b(), system.c(), seconds);
  }

  /// The response of a continuous-time system to a unit step, C ∫₀ᵗ e^{As} ds B + D.
  public static TimeResponse step(StateSpace system, double[] seconds) {
    requireContinuous(system);
    Held held = Held.of(system, 0);
    return propagate(held.a, held.start, held.c, seconds);
  }

  /// The outputs of a continuous-time system left to itself, C e^{At} x₀.
  ///
  /// @param initialState x₀, n numbers
  public static TimeResponse initial(StateSpace system, double[] initialState, double[] seconds) {
    requireContinuous(system);
    return propagate(system.a(), column(system, initialState), system.c(), seconds);
  }

  /// The first samples of the impulse response of a discrete-time system: D, CB, CAB, CA²B, …
  public static TimeResponse discreteImpulse(StateSpace system, int samples) {
    double[] times = grid(system, samples);
    List<DMatrixRMaj> values = new ArrayList<>(samples);
    values.add(system.d());
    values.addAll(recursion(system.a(), system.b(), system.c(), samples - 1));
    double error = ResponseError.ofRecursion(system.a(), system.b(), system.c(), values, 1);
    return new TimeResponse(times, values, error);
  }

  /// The first samples of the step response of a discrete-time system: sums of the impulse
  /// response.
  public static TimeResponse discreteStep(StateSpace system, int samples) {
    double[] times = grid(system, samples);
    Held held = Held.of(system, 1);
    return ofRecursion(times, held.a, held.start, held.c);
  }

  /// The first samples of a discrete-time system left to itself: C Aᵏ x₀.
  ///
  /// @param initialState x₀, n numbers
  public static TimeResponse discreteInitial(
      StateSpace system, double[] initialState, int samples) {
    double[] times = grid(system, samples);
    DMatrixRMaj start = column(system, initialState);
    return ofRecursion(times, system.a(), start, system.c());
  }

  private static TimeResponse ofRecursion(
      double[] times, DMatrixRMaj a, DMatrixRMaj start, DMatrixRMaj c) {
    List<DMatrixRMaj> values = recursion(a, start, c, times.length);
    return new TimeResponse(times, values, ResponseError.ofRecursion(a, start, c, values, 0));
  }

  /// The states of twice the precision keep cancellation in C Aᵏ B from showing.
  private static List<DMatrixRMaj> recursion(
      DMatrixRMaj a, DMatrixRMaj start, DMatrixRMaj c, int samples) {
    List<DMatrixRMaj> values = new ArrayList<>(samples);
    PreciseState state = new PreciseState(start);
    for (int k = 0; k < samples; k++) {
      values.add(state.seenThrough(c));
      state = state.advancedBy(a);
    }
    return values;
  }

  /// A system whose constant input is a further state: [x; u]⁺ = [A B; 0 δI] [x; u].
  private record Held(DMatrixRMaj a, DMatrixRMaj start, DMatrixRMaj c) {
    static Held of(StateSpace system, double delta) {
      int n = system.order();
      int m = system.inputs();
      DMatrixRMaj a = new DMatrixRMaj(n + m, n + m);
      CommonOps_DDRM.insert(system.a(), a, 0, 0);
      CommonOps_DDRM.insert(system.b(), a, 0, n);
      DMatrixRMaj start = new DMatrixRMaj(n + m, m);
      for (int i = n; i < n + m; i++) {
        a.set(i, i, delta);
        start.set(i, i - n, 1);
      }
      return new Held(a, start, CommonOps_DDRM.concatColumns(system.c(), system.d(), null));
    }
  }

  private static double[] grid(StateSpace system, int samples) {
    if (!(system.timeDomain() instanceof Discrete(double samplePeriod))) {
      throw new IllegalArgumentException(
          "The system is continuous; ask for its response at times in seconds");
    }
    if (samples < 1) {
      throw new IllegalArgumentException(
          "The number of samples is " + samples + " but must be at least 1");
    }
    double[] times = new double[samples];
    for (int k = 0; k < samples; k++) {
      times[k] = k * samplePeriod;
    }
    return times;
  }

  private static TimeResponse propagate(
      DMatrixRMaj a, DMatrixRMaj start, DMatrixRMaj c, double[] seconds) {
    requireTimes(seconds);
    List<DMatrixRMaj> values = new ArrayList<>(seconds.length);
    if (isEven(seconds)) {
      DMatrixRMaj step = exponential(a, seconds[1] - seconds[0]);
      DMatrixRMaj state = Products.times(exponential(a, seconds[0]), start);
      for (int k = 0; k < seconds.length; k++) {
        values.add(Products.times(c, state));
        state = Products.times(step, state);
      }
    } else {
      for (double t : seconds) {
        values.add(Products.times(c, exponential(a, t), start));
      }
    }
    double error = ResponseError.ofExponential(a, start, c, seconds, values);
    return new TimeResponse(seconds.clone(), values, error);
  }

  private static boolean isEven(double[] seconds) {
    if (seconds.length < 3 || !(seconds[1] > seconds[0])) {
      return false;
    }
    double step = seconds[1] - seconds[0];
    for (int k = 2; k < seconds.length; k++) {
      double expected = seconds[0] + k * step;
      if (Math.abs(seconds[k] - expected) > EVEN * Math.abs(seconds[k])) {
        return false;
      }
    }
    return true;
  }

  private static DMatrixRMaj exponential(DMatrixRMaj a, double time) {
    DMatrixRMaj scaled = a.copy();
    CommonOps_DDRM.scale(time, scaled);
    return MatrixExponential.of(scaled);
  }

  private static DMatrixRMaj column(StateSpace system, double[] initialState) {
    if (initialState.length != system.order()) {
      throw new IllegalArgumentException(
          "The initial state has "
              + initialState.length
              + " numbers but the system has "
              + system.order()
              + " states");
    }
    DMatrixRMaj column = new DMatrixRMaj(initialState.length, 1);
    System.arraycopy(initialState, 0, column.data, 0, initialState.length);
    Shapes.requireFinite("The initial state", column);
    return column;
  }

  private static void requireContinuous(StateSpace system) {
    if (system.isDiscrete()) {
      throw new IllegalArgumentException(
          "The system is discrete; ask for a number of samples instead of times");
    }
  }

  private static void requireTimes(double[] seconds) {
    if (seconds.length == 0) {
      throw new IllegalArgumentException("The list of times is empty but must hold at least one");
    }
    for (double t : seconds) {
      if (!(t >= 0) || Double.isInfinite(t)) {
        throw new IllegalArgumentException("The time " + t + " s must be finite and not negative");
      }
    }
  }
}
