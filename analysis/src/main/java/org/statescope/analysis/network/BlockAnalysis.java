package org.statescope.analysis.network;

/// Fills a block with the answers for systems of one bank. An instance belongs to one thread and
/// keeps its workspace between blocks.
interface BlockAnalysis {
  void fill(CensusBlock block);

  /// The analysis that knows most about a bank's structure.
  static BlockAnalysis of(SystemBank bank) {
    return switch (bank) {
      case DiagonalBank diagonal -> new DiagonalAnalysis(diagonal);
      case ScalarBank scalar -> new ScalarAnalysis(scalar);
      case ComplexDiagonalBank complex -> new ComplexDiagonalAnalysis(complex);
      case CompanionBank _, SchwarzBank _, DenseBank _ -> new GeneralAnalysis(bank);
    };
  }
}
