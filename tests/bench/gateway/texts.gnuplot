# SPDX-License-Identifier: GPL-2.0-or-later
# Draws what run.py measured: how many texts a second, and what each takes of the processor.
#   gnuplot -c tests/bench/gateway/texts.gnuplot docs/images/gateway-texts.csv docs/images/gateway-texts.svg
set terminal svg size 960,480 font "sans-serif,13" background "white"
set output ARG2
set datafile separator comma columnheaders
set style fill solid noborder
set boxwidth 0.38
set border 3
set tics nomirror
set grid ytics linecolor "#dddddd"
set xrange [-0.6:4.6]
set xtics rotate by -20 font ",11"
set key outside top center horizontal samplen 1 width 1 font ",11"
set multiplot layout 1,2 title "20,000 texts at once, each on disk before it is acted on; two cores shared with the load tools"

# Ours is the darker one, also in grey.
ours = "#2a7f62"
peer = "#d9b38c"
set title "texts a second (more is better)"
set ylabel "texts per second"
set yrange [0:*]
set offsets graph 0, 0, 0.15, 0
set format y "%'.0f"
plot ARG1 using ($0 - 0.2):"per second":xtic(1) with boxes linecolor rgb ours title "xmpp-sms", \
     ARG1 using ($0 + 0.2):"sms-over-xmpp per second" with boxes linecolor rgb peer title "sms-over-xmpp", \
     ARG1 using ($0 - 0.2):"per second":(sprintf("%.0f", column("per second"))) \
       with labels offset 0, 0.6 font ",10" notitle, \
     ARG1 using ($0 + 0.2):"sms-over-xmpp per second":(sprintf("%.0f", column("sms-over-xmpp per second"))) \
       with labels offset 0, 0.6 font ",10" notitle, \
     ARG1 using ($0 - 0.42):"goal":(0.44):(0) with vectors nohead linewidth 2 linecolor "black" \
       title "goal, at least"

set title "processor time of each (less is better)"
set ylabel "microseconds"
plot ARG1 using ($0 - 0.2):"CPU us":xtic(1) with boxes linecolor rgb ours title "xmpp-sms", \
     ARG1 using ($0 + 0.2):"sms-over-xmpp CPU us" with boxes linecolor rgb peer title "sms-over-xmpp", \
     ARG1 using ($0 - 0.2):"CPU us":(sprintf("%.0f", column("CPU us"))) \
       with labels offset 0, 0.6 font ",10" notitle, \
     ARG1 using ($0 + 0.2):"sms-over-xmpp CPU us":(sprintf("%.0f", column("sms-over-xmpp CPU us"))) \
       with labels offset 0, 0.6 font ",10" notitle, \
     ARG1 using ($0 - 0.42):"most CPU us":(0.44):(0) with vectors nohead linewidth 2 linecolor "black" \
       title "goal, at most"
unset multiplot
