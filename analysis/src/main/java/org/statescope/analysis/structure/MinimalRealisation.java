package org.statescope.analysis.structure;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.lti.StateSpace;

/// The same transfer function with no state that the input does not reach or the output does not
/// show.
///
/// **Shapes**: r ≤ n states, the same m inputs and p outputs; T n × r. **Formula**: the
/// controllable part by one [Staircase], its observable part by a second, dual one; the reduced
/// states are Tᵀx with orthonormal columns in T. Nothing given is modified.
///
/// **Edge cases**: a system in which nothing is both reached and shown has no states left and is a
/// [StaticGain], a result of its own.
///
/// **Tolerance**: absolute ([StaircaseTolerance]), rounding level by default; states are removed
/// when a system within the tolerance does not need them. The transfer function then changes by as
/// much as the tolerance times the gain along the way, which this method does **not** bound: where
/// that matters use balanced truncation, which has an error bound.
///
/// **Algorithm**: Van Dooren, doi:10.1109/TAC.1981.1102559. **Cost**: about 8 n³ operations.
public sealed interface MinimalRealisation
    permits MinimalRealisation.Reduced, MinimalRealisation.StaticGain {

  /// States removed because no input reaches them.
  int uncontrollableStates();

  /// States removed because no output shows them, among those that are reached.
  int unobservableStates();

  /// A system of smaller or equal order.
  ///
  /// @param basis T, n × r with orthonormal columns
  record Reduced(
      StateSpace system, DMatrixRMaj basis, int uncontrollableStates, int unobservableStates)
      implements MinimalRealisation {}

  /// No states: y = D u.
  record StaticGain(DMatrixRMaj gain, int uncontrollableStates, int unobservableStates)
      implements MinimalRealisation {}

  /// At rounding level.
  static MinimalRealisation of(StateSpace system) {
    return of(
        system,
        StaircaseTolerance.rounding(system.a(), system.b()),
        StaircaseTolerance.rounding(system.a(), Products.transpose(system.c())));
  }

  /// At given tolerances for the two staircases; the second one's input tolerance is in the unit of
  /// C.
  static MinimalRealisation of(
      StateSpace system, StaircaseTolerance reach, StaircaseTolerance show) {
    Staircase forward = Staircase.controllability(system.a(), system.b(), reach);
    int n = system.order();
    int r = forward.dimension();
    if (r == 0) {
      return new StaticGain(system.d(), n, 0);
    }
    DMatrixRMaj basis = CommonOps_DDRM.extract(forward.q(), 0, n, 0, r);
    DMatrixRMaj a = CommonOps_DDRM.extract(forward.a(), 0, r, 0, r);
    Staircase backward = Staircase.observability(a, Products.times(system.c(), basis), show);
    int k = backward.dimension();
    if (k == 0) {
      return new StaticGain(system.d(), n - r, r);
    }
    DMatrixRMaj t = Products.times(basis, CommonOps_DDRM.extract(backward.q(), 0, r, 0, k));
    StateSpace reduced =
        new StateSpace(
            Products.times(Products.transpose(t), system.a(), t),
            Products.transposedTimes(t, system.b()),
            Products.times(system.c(), t),
            system.d(),
            system.timeDomain());
    return new Reduced(reduced, t, n - r, r - k);
  }
}
