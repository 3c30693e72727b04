package org.statescope.app.report;

import java.util.List;

/// What is written, as HTML or as PDF.
///
/// @param subtitle when it was written and by which versions
record Report(String title, String subtitle, List<Block> blocks) {
  Report {
    blocks = List.copyOf(blocks);
  }
}
