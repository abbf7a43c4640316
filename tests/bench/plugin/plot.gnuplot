# SPDX-License-Identifier: GPL-2.0-or-later
# Draws what plugin-bench --csv wrote:
#   gnuplot -c tests/bench/plugin/plot.gnuplot docs/images/plugin-cost.csv docs/images/plugin-cost.svg
set terminal svg size 960,420 font "sans-serif,13" background "white"
set output ARG2
set datafile separator comma columnheaders
set title "One stanza past the handlers of jabber-sending-xmlnode (less is better)"
set ylabel "nanoseconds per stanza, logarithmic"
set logscale y
set yrange [10:10000]
set grid ytics linecolor "#dddddd"
set border 3
set xrange [-0.6:4.6]
set tics nomirror
set key top center horizontal samplen 1 width 2
set style data histograms
set style histogram clustered gap 1
set style fill solid noborder

handlers = "'empty C' 'ours' 'minimal C' 'Perl'"
colors = "#b8b8b8 #2a7f62 #8fb8de #d08c60"
labels = "'an empty handler in C' 'xmpp-sms' 'a minimal hook in C' 'the same in Perl'"
# Clustered boxes are 1 / (number of handlers + gap) wide, and stand around the row's number.
width = 1.0 / (words(handlers) + 1)
x(row, i) = row + (i - (words(handlers) + 1) / 2.0) * width

plot for [i = 1:words(handlers)] ARG1 using (column(word(handlers, i))):xtic(1) \
       title word(labels, i) linecolor rgb word(colors, i), \
     for [i = 1:words(handlers)] ARG1 using (x($0, i)):(column(word(handlers, i))): \
       (sprintf("%.0f", column(word(handlers, i)))) \
       with labels offset 0, 0.6 font ",10" notitle
