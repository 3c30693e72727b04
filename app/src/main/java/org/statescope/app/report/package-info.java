/// The comparison as a document that outlives the window: one page of HTML and one PDF with the
/// same content. A [org.statescope.app.report.Report] is blocks of words, tables and figures;
/// writers know blocks, not runs.
@NullMarked
package org.statescope.app.report;

import org.jspecify.annotations.NullMarked;
