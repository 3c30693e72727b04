package org.statescope.training.run;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/// The structure of a layer's state matrix A, and with it which of B and C are learned.
public enum SsmStructure {
  /// Diagonal A with its own row for every channel; B and C selective.
  MAMBA("mamba"),
  /// A = a·I with one scalar a per head; B and C selective, shared by a group of heads.
  MAMBA2("mamba2"),
  /// Controllable companion matrix A, B = e_N fixed; C open.
  SC_MAMBA("sc-mamba"),
  /// Observable companion matrix A, the transpose; C = e_Nᵀ fixed; B open.
  SO_MAMBA("so-mamba"),
  /// A = S − diag(0, …, 0, g) with S skew and tridiagonal, B = √(2g)·e_N fixed; C open.
  ROUTH_SCHWARZ("routh-schwarz"),
  /// The transpose: C = √(2g)·e_Nᵀ fixed; B open.
  ROUTH_SCHWARZ_DUAL("routh-schwarz-dual");

  private final String label;

  SsmStructure(String label) {
    this.label = label;
  }

  /// The name used in files and on the command line.
  @JsonValue
  public String label() {
    return label;
  }

  /// The structure of that label; an unknown one fails with a sentence that lists the known ones.
  public static SsmStructure ofLabel(String label) {
    return Require.label("structure", label, values(), SsmStructure::label);
  }

  /// Whether A is a companion matrix, so that it has coefficients to parameterise.
  public boolean isCompanion() {
    return this == SC_MAMBA || this == SO_MAMBA;
  }

  /// Whether A is in a canonical form of N parameters; see {@link CanonicalForm}.
  public boolean isCanonical() {
    return this != MAMBA && this != MAMBA2;
  }

  /// Whether the channels are grouped into heads; see {@link HeadConfiguration}.
  public boolean hasHeads() {
    return this == MAMBA2;
  }

  /// The discretisations that the trainer has for this A, the usual one first.
  ///
  /// - **Mamba**, diagonal: all three. Euler's gain Δ for B beside exp(ΔA) is what it was published
  ///   with; the zero-order hold has the exact gain (exp(Δa) − 1) / a, the bilinear rule (1 + δa) /
  ///   (1 − δa) and Δ / (1 − δa) with δ = Δ/2, no exponentials. All keep |ā| < 1 for Re a < 0 and
  ///   every Δ > 0; the bilinear ā is negative, so that the state alternates, where Δ|a| > 2.
  /// - **Mamba-2**: Euler's and the hold. Its chunks multiply decays by summing their logarithms,
  ///   and the bilinear decay has none where it is 0 or negative.
  /// - **The canonical forms**: the bilinear rule, an elimination of O(N) that keeps stability for
  ///   every Δ. A hold is not sound there. It needs exp(ΔA), a full N×N matrix, for every token and
  ///   channel: O(N³) and N² numbers in the place of O(N), and no elimination shortens it. In
  ///   coordinates where A is diagonal it would be cheap, but a companion matrix has condition
  ///   number 10⁷ … 10¹³ there at N = 16, which float32 does not survive, and derivatives break
  ///   down where two roots meet. An explicit Euler step leaves the unit disc for Δ > −2 Re λ /
  ///   |λ|².
  public List<Discretisation> discretisations() {
    return switch (this) {
      case MAMBA -> List.of(Discretisation.EULER, Discretisation.ZOH, Discretisation.BILINEAR);
      case MAMBA2 -> List.of(Discretisation.EULER, Discretisation.ZOH);
      case SC_MAMBA, SO_MAMBA, ROUTH_SCHWARZ, ROUTH_SCHWARZ_DUAL ->
          List.of(Discretisation.BILINEAR);
    };
  }
}
