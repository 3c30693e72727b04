/// Linear systems in files: read from JSON, NumPy archives, MATLAB files and folders of CSV,
/// written for NumPy, MATLAB and Python. What a file claims is checked against a bound before
/// memory is given to it, and every refusal is one sentence that names the file. Nothing here
/// analyses.
@NullMarked
package org.statescope.analysis.file;

import org.jspecify.annotations.NullMarked;
