package org.statescope.training.inference;

/// Solves with the matrix I − δA of the bilinear step, δ = Δ/2, in O(N) and in double.
sealed interface StepSolver permits CompanionSolver, SchwarzSolver {
  /// Replaces r by the x of (I − δA) x = r, or of (I − δAᵀ) x = r in an observable form.
  ///
  /// @param system whose parameters A has, from 0
  /// @throws ArithmeticException if the matrix is not safely invertible
  void solve(int system, double delta, double[] r);

  /// A itself, or Aᵀ where the systems are observable forms, row-major.
  double[] stateMatrix(int system);
}
