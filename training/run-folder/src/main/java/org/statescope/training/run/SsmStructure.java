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
  /// Euler on B beside exp(ΔA) is what Mamba and Mamba-2 were published with. The canonical forms
  /// take the bilinear rule, which costs O(N) and keeps stability for every Δ. A zero-order hold
  /// would need the exponential of a full matrix for every token and channel, and an explicit Euler
  /// step leaves the unit disc for Δ > −2 Re λ / |λ|²: neither is offered for them.
  public List<Discretisation> discretisations() {
    return switch (this) {
      case MAMBA, MAMBA2 -> List.of(Discretisation.EULER);
      case SC_MAMBA, SO_MAMBA, ROUTH_SCHWARZ, ROUTH_SCHWARZ_DUAL ->
          List.of(Discretisation.BILINEAR);
    };
  }
}
