package org.statescope.analysis.design;

/// Why a bound on ‖G − G'‖∞ holds.
public enum BoundKind {
  /// Diagonal layers, by the triangle inequality over the modes that changed: a mode that is left
  /// out adds |cb| / |Re λ|, one that moves from λ to λ' adds |cb| |λ − λ'| / (|Re λ| |Re λ'|);
  /// twice that for a complex pair. Companion layers where modes left by the open end: their |r| /
  /// |Re λ|, r the residue.
  MODAL_SUM,

  /// Companion layers, where G' = G ∏ (s − λᵢ)/(s − λᵢ'): ‖G‖∞ (∏ (1 + |λᵢ − λᵢ'| / |Re λᵢ'|) − 1).
  POLE_RATIOS,

  /// Schwarz layers, and companion layers where modes both left and moved: twice the sum of the
  /// Hankel singular values of the difference G − G' (Enns 1984, doi:10.1109/CDC.1984.272286;
  /// Glover 1984, doi:10.1080/00207178408933239), with what rounding may have taken from them.
  HANKEL_SUM,

  /// Companion and Schwarz layers where it is the smallest: ‖G‖∞ + ‖G'‖∞, by the triangle
  /// inequality.
  GAIN_SUM
}
