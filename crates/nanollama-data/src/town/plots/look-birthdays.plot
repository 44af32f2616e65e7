title a calendar for the class
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
word w1: a sleeping cat, a red kite, a fishing boat, a hedgehog, an old mill, a market stall, a rainbow, a flock of geese, a street lamp, a full moon, a church tower, a donkey cart, a laughing clown
word w2: a sleeping cat, a red kite, a fishing boat, a hedgehog, an old mill, a market stall, a rainbow, a flock of geese, a street lamp, a full moon, a church tower, a donkey cart, a laughing clown
word w3: a sleeping cat, a red kite, a fishing boat, a hedgehog, an old mill, a market stall, a rainbow, a flock of geese, a street lamp, a full moon, a church tower, a donkey cart, a laughing clown
word w4: a sleeping cat, a red kite, a fishing boat, a hedgehog, an old mill, a market stall, a rainbow, a flock of geese, a street lamp, a full moon, a church tower, a donkey cart, a laughing clown
word kind: on a long strip of wallpaper, on the back of the map, on a wooden board, on twelve coloured cards

beat start
3: {t.intro} wanted a painted calendar {kind} for the classroom, and {a.intro} had the best handwriting
3: Before the new year began, {t.intro} told {a.intro} to write down which child would paint which month
1: {t.intro} wanted a painted calendar {kind} for the classroom, and I had the best handwriting
1: Before the new year began, {t.intro} told me to write down which child would paint which month
beat say t to a
Begin with the first row, {a.name}. Four children, four months
One line for each, {a.name}. Name, month and picture
beat mix start
{b.name} took {m1} and painted {w1}
{b.name} got {m1} and wanted to paint {w1}
For {m1}, {b.name} painted {w1}
{b.name} asked for {m1} at once and then thought for a long time before painting {w1}
beat mix start
{c.name} chose {m2} and drew {w2}
{m2} went to {c.name}, who painted {w2}
{c.name} had always wanted to paint {w2} and did so for {m2}
The page for {m2} was {c.name}'s, and on it was {w2}
beat mix start
{d.name}, who had {m3}, painted {w3}
{d.name} whispered that {w3} would be right for {m3} and began to paint
{d.name}'s month was {m3}, and the picture was {w3}
It was {w3} that {d.name} painted for {m3}
beat mix start
{e.name} was given {m4} and painted {w4}
{e.name} was happy with {m4}, and as for the picture, it was {w4}
On the sheet for {m4}, {e.name} painted {w4}
{w4} was what {e.name} painted for {m4}
beat say c to a
And you, {a.name}? You have written down everybody but yourself
Which month is yours, {a.name}?
beat say a
I should like {m5}, and I shall paint all of you
Then I will take {m5} and paint our whole class
beat so
a fifth line was added, in the same fine letters
the last line was written, and the ink was not yet dry when everybody began to laugh
beat maybe start
The calendar hung beside the blackboard for a whole year
On the first day of every month there was a song for the new picture
beat maybe start
@glad a

ask what m1
? Which month did {b.name} paint
? Which month was {b.name}'s
! {b.name} painted {m1}
! It was {m1}
ask who b
? Who painted {m1}
? Whose month was {m1}
! It was {b.name}'s month
! {b.name} painted {m1}
ask what w1
? What did {b.name} paint
? What was there in {b.name}'s picture
! {b.name} painted {w1}
! It was {w1}
ask who b
? Who painted {w1}
? Which child painted {w1}
! {b.name} painted {w1}
! It was {b.name}
ask what w1
? What was painted for {m1}
? What could be seen on the page for {m1}
! It was {w1}
! For {m1} it was {w1}, painted by {b.name}
ask what m2
? Which month did {c.name} paint
? Which month was {c.name}'s
! {c.name} painted {m2}
! It was {m2}
ask who c
? Who painted {m2}
? Whose month was {m2}
! It was {c.name}'s month
! {c.name} painted {m2}
ask what w2
? What did {c.name} paint
? What was there in {c.name}'s picture
! {c.name} painted {w2}
! It was {w2}
ask who c
? Who painted {w2}
? Which child painted {w2}
! {c.name} painted {w2}
! It was {c.name}
ask what w2
? What was painted for {m2}
? What could be seen on the page for {m2}
! It was {w2}
! For {m2} it was {w2}, painted by {c.name}
ask what m3
? Which month did {d.name} paint
? Which month was {d.name}'s
! {d.name} painted {m3}
! It was {m3}
ask who d
? Who painted {m3}
? Whose month was {m3}
! It was {d.name}'s month
! {d.name} painted {m3}
ask what w3
? What did {d.name} paint
? What was there in {d.name}'s picture
! {d.name} painted {w3}
! It was {w3}
ask who d
? Who painted {w3}
? Which child painted {w3}
! {d.name} painted {w3}
! It was {d.name}
ask what w3
? What was painted for {m3}
? What could be seen on the page for {m3}
! It was {w3}
! For {m3} it was {w3}, painted by {d.name}
ask what m4
? Which month did {e.name} paint
? Which month was {e.name}'s
! {e.name} painted {m4}
! It was {m4}
ask who e
? Who painted {m4}
? Whose month was {m4}
! It was {e.name}'s month
! {e.name} painted {m4}
ask what w4
? What did {e.name} paint
? What was there in {e.name}'s picture
! {e.name} painted {w4}
! It was {w4}
ask who e
? Who painted {w4}
? Which child painted {w4}
! {e.name} painted {w4}
! It was {e.name}
ask what w4
? What was painted for {m4}
? What could be seen on the page for {m4}
! It was {w4}
! For {m4} it was {w4}, painted by {e.name}
ask what m5
? Which month did {a.name} take
? Which month was left for {a.name}
! {a.name} took {m5}
! It was {m5}
