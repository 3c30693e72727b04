package org.statescope.analysis.network;

/// A factor Z of the weighted kernel wᵢwⱼ / Sᵢⱼ = Z Zᴴ of [ConjugateNodes], wᵢ ≥ 0, computed from
/// products and quotients only, so that every entry has full relative accuracy however
/// ill-conditioned the kernel is; the pivots put rank and grading in order.
///
/// Rows belong to nodes, columns to pivots. An entry is zero where the node of its row was
/// eliminated before.
interface KernelFactor {
  /// Computes the factor.
  ///
  /// @param weight w, one for each pair
  void compute(ConjugateNodes nodes, double[] weight);

  /// Writes Zᵀ diag(eⁱᶿ) Z, or what has its singular values, row-major, and the squared lengths of
  /// the columns of Z: what the singular values would be of the size of if no phases cancelled.
  ///
  /// @param phaseReal cos θ, one for each pair
  /// @param phaseImaginary sin θ
  void product(double[] phaseReal, double[] phaseImaginary, double[] target, double[] lengths);
}
