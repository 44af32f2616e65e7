title a notice about a closed bridge
form notice
cast a: old
cast b: ferryman
cast c: painter
cast d: baker
word why: two of the planks have rotted through, the storm has torn off the railing, a cart full of stones has cracked the middle arch, the ice has pushed one of the posts aside, the spring flood has washed away a piece of the bank
word from: Monday, Tuesday, Wednesday, Thursday
word until: Friday, Saturday, Sunday
word way: the stepping stones by the mill, the ford behind the church, the new bridge at the harbour, the path round the pond
word load: carts, wagons, horses, cattle
word hour: at seven in the morning, at six in the morning, at eight o'clock, at half past six
word hour2: at noon, at one o'clock, at two o'clock
word hour3: at five o'clock, at six o'clock, at seven in the evening
word drink: lemonade, hot tea, apple juice, coffee, barley water
word colour: green, white, red, grey, blue
number t: 5..20
number n: 2..8

beat line
THE BRIDGE IS CLOSED!
ATTENTION! BRIDGE CLOSED
DO NOT CROSS THE BRIDGE
beat line
From {from} until {until}, nobody can cross the old bridge.
The old bridge will be closed from {from} until {until}.
Please note that the old bridge is closed from {from} until {until}.
beat line
The reason is that {why}.
This is necessary because {why}.
Nobody is to blame: {why}.
beat line
People on foot should take {way}. That is {t} minutes longer.
Please go by {way}. It will take you {t} minutes more.
There is another way for people on foot, and that is {way}. It takes {t} minutes longer.
beat line
For {load}, {b.name} will run the ferry three times a day: {hour}, {hour2} and {hour3}.
{b.intro} will carry {load} across by ferry. It leaves {hour}, {hour2} and {hour3}.
{b.name}'s ferry takes {load} across {hour}, {hour2} and {hour3}.
beat line
We need {n} strong helpers to carry the new wood. Please see {a.name}.
Whoever wants to help is welcome. {a.name} is looking for {n} strong people.
There is wood to be carried, and for that we need {n} strong people. {a.name} will tell them what to do.
beat line
{d.intro} will bring {drink} for all who work.
There will be free {drink} for the workers, made by {d.intro}.
Nobody has to work with a dry throat, for {d.intro} will make {drink}.
beat line
When the carpenters have finished, {c.name} will paint the railing {colour}.
At the end the railing will be painted {colour} by {c.intro}.
Last of all, {c.intro} will paint the new railing {colour}.
beat maybe line
Children must not play near the bridge!
Do not try to jump across. It has been tried, and it ended with a splash.
beat maybe line
We are sorry for the trouble and thank you for your patience.
Thank you for your patience! The first one to cross the mended bridge may cut the ribbon.

ask why
? Why is the bridge closed
? What is wrong with the bridge
! The bridge is closed because {why}
! The trouble is that {why}
ask what way
? Which way should people on foot take
? How can people get across on foot
! They should take {way}
! People on foot should take {way}
ask who b
? Who takes {load} across
? Who runs the ferry
! {b.name} runs the ferry
! It is {b.name}
ask who a
? Who is looking for helpers
? Whom should the helpers go and see
! It is {a.name}
! {a.name} is looking for helpers
ask who c
? Who will paint the railing
! {c.name} will paint it
! It is {c.name}
ask who d
? Who will bring something to drink
? Who makes the {drink}
! It is {d.name}
! {d.name} makes the {drink}
ask first hour
? When does the first ferry of the day leave
! The first ferry leaves {hour}
ask what hour3
? When does the last ferry of the day leave
! The last ferry leaves {hour3}
ask colour colour
? What colour will the railing be
! It will be {colour}
! The railing will be {colour}
