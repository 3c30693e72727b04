package org.statescope.analysis.checkpoint.family;

import java.util.regex.Pattern;

/// Tells tensors that may belong to a state space by how such tensors are usually called.
final class StateSpaceWords {
  private static final Pattern LAST_NAME =
      Pattern.compile(
          "(?:.*\\.)?(?:A|A_.*|.*A_log.*|.*_dt.*|dt_.*|ssm_.*|Lambda.*|log_step|nu.*|theta.*|w_imag"
              + "|inv_.*|B|C|D|Ds|P|.*lambda.*|.*decay.*)(?:\\.weight|\\.bias)?");

  private StateSpaceWords() {}

  static boolean isIn(String name) {
    return LAST_NAME.matcher(name).matches();
  }
}
