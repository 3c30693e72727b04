package org.statescope.analysis.structure;

/// How a lower bound of [CertifiedBounds] is known.
public enum BoundMethod {
  LIPSCHITZ_SEARCH("a Lipschitz search"),
  HAMILTONIAN_TEST("a Hamiltonian matrix whose eigenvalues stay off the axis"),
  LYAPUNOV_EQUATION("the solution of a Lyapunov equation");

  private final String words;

  BoundMethod(String words) {
    this.words = words;
  }

  /// The method as a reader of a report knows it.
  public String words() {
    return words;
  }
}
