package org.statescope.analysis.checkpoint.family;

/// The families of models that are known, each with what it means by a pole.
public enum ModelFamily {
  MAMBA("Mamba (state-spaces)", Meaning.CHANNELS),
  MAMBA_HUGGING_FACE("Mamba (Hugging Face)", Meaning.CHANNELS + Meaning.OTHER_RULE),
  FALCON_MAMBA("Mamba with a head of its own, such as Falcon-Mamba", Meaning.CHANNELS),
  MAMBA_BYTE("MambaByte", Meaning.CHANNELS),
  MAMBA_2("Mamba-2", Meaning.HEADS),
  CODESTRAL_MAMBA("Mamba-2 with a head of its own, such as Codestral-Mamba", Meaning.HEADS),
  BI_MAMBA("Bi-Mamba", Meaning.HEADS),
  JAMBA("Jamba", Meaning.CHANNELS),
  ZAMBA("Zamba", Meaning.CHANNELS),
  ZAMBA_2("Zamba2", Meaning.HEADS),
  BAMBA("Bamba", Meaning.HEADS),
  FALCON_H1("Falcon-H1", Meaning.HEADS),
  GRANITE_HYBRID("Granite hybrid", Meaning.HEADS),
  NEMOTRON_H("Nemotron-H", Meaning.HEADS),
  BLACK_MAMBA("BlackMamba", Meaning.CHANNELS),
  ROUTING_MAMBA("Routing Mamba (RoM)", Meaning.CHANNELS),
  BLOCK_BIASED_MAMBA("Block-Biased Mamba (B2S6)", Meaning.CHANNELS),
  VISION_MAMBA("Vision Mamba", Meaning.CHANNELS),
  VMAMBA("VMamba", Meaning.CHANNELS),
  S4(
      "S4",
      "A pole is an eigenvalue of A = diag(−exp(A_real) − i·A_imag) − PP*, conjugates included, in"
          + " units of 1/Δ; the model samples it by the bilinear rule at Δ = exp(inv_dt), the same"
          + " for every token."),
  S4D(
      "S4D",
      "A pole is an entry of the complex diagonal A, or its conjugate, in units of 1/Δ; the model"
          + " samples it as exp(ΔA) at a Δ that is the same for every token."),
  S5(
      "S5",
      "A pole is an entry of Λ = Lambda_re + i·Lambda_im, or its conjugate, in units of 1/Δ; the"
          + " model samples it at Δ = exp(log_step), the same for every token."),
  LRU(
      "LRU",
      "A pole is exp(−exp(nu_log) + i·exp(theta_log)), or its conjugate: a discrete-time pole, per"
          + " token, with no step Δ."),
  COMPANION_MAMBA(
      "S-Mamba (SC-Mamba or SO-Mamba)",
      "A pole is a root of sᴺ + a₍N₋₁₎ sᴺ⁻¹ + … + a₀, the characteristic polynomial of the"
          + " companion matrix A, in units of 1/Δ; each token samples it by the bilinear rule."
          + Meaning.WITHOUT_TEXT),
  ROUTH_SCHWARZ(
      "Routh–Schwarz Mamba",
      "A pole is an eigenvalue of the Schwarz matrix A, in the left half-plane for every value of"
          + " the parameters, in units of 1/Δ; each token samples it by the bilinear rule."
          + Meaning.WITHOUT_TEXT),
  ST_MAMBA_2(
      "ST-Mamba2 or Mamba-2 with a free A",
      "A pole is the rate a of a head, in units of 1/Δ; each token samples it as exp(Δa)."
          + Meaning.WITHOUT_TEXT),
  GGUF_MAMBA(
      "Mamba in GGUF",
      "A pole is an entry of ssm_a, which holds A itself and not its logarithm, in units of 1/Δ;"
          + " each token samples it as exp(ΔA)."
          + Meaning.WITHOUT_TEXT),
  GGUF_MAMBA_2(
      "Mamba-2 in GGUF",
      "A pole is the rate of a head in ssm_a, which holds a itself and not its logarithm, in units"
          + " of 1/Δ; each token samples it as exp(Δa)."
          + Meaning.WITHOUT_TEXT),
  MAMBA_3("Mamba-3", Meaning.ALONG_TEXT),
  GATED_LINEAR_ATTENTION("Gated linear attention", Meaning.ALONG_TEXT),
  GATED_DELTA_NET("Gated DeltaNet", Meaning.ALONG_TEXT);

  private final String label;
  private final String meaningOfPole;

  ModelFamily(String label, String meaningOfPole) {
    this.label = label;
    this.meaningOfPole = meaningOfPole;
  }

  /// The name in reports and JSON.
  public String label() {
    return label;
  }

  /// What a pole of the family is, in sentences.
  public String meaningOfPole() {
    return meaningOfPole;
  }

  /// Meanings that families share.
  private static final class Meaning {
    static final String WITHOUT_TEXT =
        " Without a text, Δ is softplus of the step bias: the step where a token adds nothing to"
            + " it.";
    static final String CHANNELS =
        "A pole is an entry of A = −exp(A_log), one for each channel and state, in units of 1/Δ;"
            + " each token samples it as exp(ΔA)."
            + WITHOUT_TEXT;
    static final String OTHER_RULE =
        " Under ssm_discretisation bilinear, as config.json of a run here may say, it samples it as"
            + " (1 + ΔA/2) / (1 − ΔA/2).";
    static final String HEADS =
        "A pole is the rate a = −exp(A_log) of a head, in units of 1/Δ; each token samples it as"
            + " exp(Δa)."
            + WITHOUT_TEXT;
    static final String ALONG_TEXT =
        "A comes from the input here, so there are no poles in the checkpoint: they exist only"
            + " along a text, one set for each token.";
  }
}
