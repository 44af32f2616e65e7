title when are your birthdays
cast a: child
cast t: teacher
cast b: child
cast c: child
cast d: child
cast e: child
word m1: January, February, March, April, May, June, July, August, September, October, November, December
word m2: January, February, March, April, May, June, July, August, September, October, November, December
word m3: January, February, March, April, May, June, July, August, September, October, November, December
word m4: January, February, March, April, May, June, July, August, September, October, November, December
word m5: January, February, March, April, May, June, July, August, September, October, November, December
word w1: a toy theatre, a fishing rod, a penknife, a globe, a pair of skates, a magnifying glass, a puppy, a sledge, a tent, a drum, a kite, a bicycle bell, a box of crayons
word w2: a toy theatre, a fishing rod, a penknife, a globe, a pair of skates, a magnifying glass, a puppy, a sledge, a tent, a drum, a kite, a bicycle bell, a box of crayons
word w3: a toy theatre, a fishing rod, a penknife, a globe, a pair of skates, a magnifying glass, a puppy, a sledge, a tent, a drum, a kite, a bicycle bell, a box of crayons
word w4: a toy theatre, a fishing rod, a penknife, a globe, a pair of skates, a magnifying glass, a puppy, a sledge, a tent, a drum, a kite, a bicycle bell, a box of crayons
word kind: on a long strip of wallpaper, on the back of the map, on a wooden board, on twelve coloured cards

beat start
3: {t.intro} wanted to make a calendar of birthdays {kind}, and {a.intro} had the best handwriting
3: In the first week of the school year, {t.intro} told {a.intro} to ask everybody for the birthday and the greatest wish
1: {t.intro} wanted to make a calendar of birthdays {kind}, and I had the best handwriting
1: In the first week of the school year, {t.intro} told me to ask everybody for the birthday and the greatest wish
beat say t to a
Begin with the first row, {a.name}. Four children, four months
One line for each, {a.name}. Name, month and wish
beat mix start
{b.name} was born in {m1} and wanted {w1}
The month of {b.name} was {m1}, and the wish was {w1}
In {m1}, {b.name} was going to wish for {w1}
{b.name} said {m1} without thinking and then thought for a long time before saying {w1}
beat mix start
{c.name} had a birthday in {m2} and dreamed of {w2}
{m2} was the month of {c.name}, who hoped for {w2}
{c.name} wished for {w2}, but had to wait until {m2}
For {c.name} it was {m2} and, if possible, {w2}
beat mix start
{d.name}, who was born in {m3}, hoped to get {w3}
{d.name} whispered that it was in {m3} and that {w3} would be wonderful
The birthday of {d.name} was in {m3}, and on the list of wishes stood {w3}
Nothing less than {w3} was wanted by {d.name}, whose birthday was in {m3}
beat mix start
{e.name} would get a year older in {m4} and wished for {w4}
{e.name} named {m4}, and as for a wish, it was {w4}
Every year in {m4}, {e.name} asked for {w4}
{w4} was what {e.name} wanted in {m4}
beat say c to a
And you, {a.name}? You have written down everybody but yourself
When is your own day, {a.name}?
beat say a
Mine is in {m5}, and I wish that you would all come
In {m5}, and I only want a party with all of you
beat so
a fifth line was added, in the same fine letters
the last line was written, and the ink was not yet dry when all of them said yes
beat maybe start
Nobody was ever forgotten in that class again
On each of the days there was a song before the first lesson
beat maybe start
@glad a

ask what m1
? In which month was the birthday of {b.name}
? When was {b.name} born
! The birthday of {b.name} was in {m1}
! It was in {m1}
ask who b
? Who had a birthday in {m1}
? Whose month was {m1}
! It was the month of {b.name}
! {b.name} had a birthday in {m1}
ask what w1
? What did {b.name} wish for
? What was the wish of {b.name}
! {b.name} wished for {w1}
! It was {w1}
ask who b
? Who wished for {w1}
? Who wanted to have {w1}
! {b.name} wished for {w1}
! It was {b.name}
ask what w1
? What was the wish of the child who was born in {m1}
? What did the one with the birthday in {m1} want
! The wish was {w1}
! It was {w1}, the wish of {b.name}
ask what m2
? In which month was the birthday of {c.name}
? When was {c.name} born
! The birthday of {c.name} was in {m2}
! It was in {m2}
ask who c
? Who had a birthday in {m2}
? Whose month was {m2}
! It was the month of {c.name}
! {c.name} had a birthday in {m2}
ask what w2
? What did {c.name} wish for
? What was the wish of {c.name}
! {c.name} wished for {w2}
! It was {w2}
ask who c
? Who wished for {w2}
? Who wanted to have {w2}
! {c.name} wished for {w2}
! It was {c.name}
ask what w2
? What was the wish of the child who was born in {m2}
? What did the one with the birthday in {m2} want
! The wish was {w2}
! It was {w2}, the wish of {c.name}
ask what m3
? In which month was the birthday of {d.name}
? When was {d.name} born
! The birthday of {d.name} was in {m3}
! It was in {m3}
ask who d
? Who had a birthday in {m3}
? Whose month was {m3}
! It was the month of {d.name}
! {d.name} had a birthday in {m3}
ask what w3
? What did {d.name} wish for
? What was the wish of {d.name}
! {d.name} wished for {w3}
! It was {w3}
ask who d
? Who wished for {w3}
? Who wanted to have {w3}
! {d.name} wished for {w3}
! It was {d.name}
ask what w3
? What was the wish of the child who was born in {m3}
? What did the one with the birthday in {m3} want
! The wish was {w3}
! It was {w3}, the wish of {d.name}
ask what m4
? In which month was the birthday of {e.name}
? When was {e.name} born
! The birthday of {e.name} was in {m4}
! It was in {m4}
ask who e
? Who had a birthday in {m4}
? Whose month was {m4}
! It was the month of {e.name}
! {e.name} had a birthday in {m4}
ask what w4
? What did {e.name} wish for
? What was the wish of {e.name}
! {e.name} wished for {w4}
! It was {w4}
ask who e
? Who wished for {w4}
? Who wanted to have {w4}
! {e.name} wished for {w4}
! It was {e.name}
ask what w4
? What was the wish of the child who was born in {m4}
? What did the one with the birthday in {m4} want
! The wish was {w4}
! It was {w4}, the wish of {e.name}
ask what m5
? When was the birthday of {a.name}
? In which month was {a.name} born
! The birthday of {a.name} was in {m5}
! It was in {m5}
