title a riddle about a candle
form riddle
cast a: child
cast b: child
word wrong: a snowman, a pencil, a bar of soap, a piece of chalk
word food: a plum, a biscuit, three cherries, a piece of gingerbread
word place: on the bench by the stove, on the doorstep, in the tree house, at the kitchen table, under the stairs

beat start
{a.intro} and {b.intro} were sitting {place} and asking each other riddles
{b.intro} was sitting {place} with {a.intro}, and they asked each other riddles
It was raining, and {a.intro} asked {b.intro} a riddle {place}
beat say a to b
It is tall when it is young and short when it is old. What is it?
The longer it lives, the smaller it grows. What is it?
Listen, {b.name}! Every hour makes it shorter, and it never grows again. What can it be?
beat and
{b} thought for a long time
{b} looked up at the ceiling and thought
{b.name} (frowned|raised both eyebrows) and thought hard
beat say b
Is it {wrong}? That gets smaller, too
I know! It must be {wrong}
Could it be {wrong}?
beat say a
No, it is something else. It has a hot head and a thin thread of string inside
Not quite. It wears a little hat of fire
No. It weeps, but it is never sad, and its tears grow hard
beat say b
Give me one more hint, please!
I need (another|one more) hint
beat say a
You blow on it, and the room goes dark
The wind is its enemy, and the dark is its friend
On a birthday cake there may be many of them
beat then
{b.name} clapped and (laughed|jumped up)
(all at once|suddenly) {b.name} laughed and jumped up
beat say b
Now I have it! It is a candle
A candle! It burns down and gets shorter and shorter
beat say a
That is right! Now it is your turn to ask
Yes, a candle! You may ask the next one
beat maybe start
For the right answer {b.name} got {food}
{b.name} got {food} as a prize
beat maybe start
They went on until someone called them to supper
The next riddle was even harder

ask what
? What was the answer to the riddle
? Which thing was (meant|to be guessed)
! The answer was a candle
! It was a candle
ask what
? What did {b.name} guess first
? Which guess was wrong
! {b.name} guessed {wrong} first
! The wrong guess was {wrong}
ask who a
? Who asked the riddle
? Who knew the answer from the beginning
! {a.name} asked the riddle
! It was {a.name}
ask where
? Where were {a.name} and {b.name}
? Where did they ask riddles
! They were {place}
! {b.name} and {a.name} were {place}
ask why
? Why does a candle get shorter
! It gets shorter because it burns down
! A candle burns down, and that makes it shorter
