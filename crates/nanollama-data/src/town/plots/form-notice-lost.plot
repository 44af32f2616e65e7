title a notice about something lost
form notice
thing x: umbrella, satchel, straw hat, woollen glove, key ring, lantern, flute case, walking stick, lunch tin; colour
cast a: grown
place p: market, park, harbour, station, school, farm, village square
word day: on Monday, on Tuesday evening, on Thursday, last Sunday, on market day, yesterday morning
word part: near the entrance, beside the steps, next to a bench, close to the fence, by the big gate
word mark: a blue thread tied round it, a green button tied to it, a spot of white paint, a name tag, a little silver bell, a label with a number
word dear: it was a present from an old friend, it is used every day, it has been in the family for years, it was made by hand
word thanks: a jar of plum jam, a cake, a basket of apples, ten coins, a warm supper, a dozen eggs
word hour: in the evening, before noon, after four o'clock, at any time, on Saturday

beat line
LOST
LOST! PLEASE HELP
LOST AND NOT YET FOUND
WHO HAS SEEN IT?
beat line
{a.intro} has lost {x.a} {p.in}. It happened {day}.
{a.intro} is looking for {x.a}. It was lost {p.in} {day}.
beat line
It was probably (left|dropped) {part}.
The last time anyone saw it, it was {part}.
beat line
It is easy to recognise by {mark}.
Look for {mark}, and you will know that it is the right one.
beat maybe line
It is not worth much money, but {dear}.
{a.name} misses it very much, because {dear}.
beat maybe line
Please look in your sheds and under your hedges.
Children are asked to keep their eyes open on the way to school.
Please ask your neighbours, too.
beat line
Whoever finds it will get {thanks}.
The finder will be given {thanks}.
There is a reward for the finder: {thanks}.
beat line
Please bring it to {a.name} {hour}.
If you have found it, please call on {a.name} {hour}.
beat maybe line
Thank you!
Many thanks!

ask what x
? What has been lost
? What is {a.name} looking for
! {a.name} has lost {x.a}
! It is {x.a} that has been lost
ask where p
? Where was {x.the} lost
? Where did {a.name} lose {x.the}
! {a.name} lost it {p.in}
! {x.the} was lost {p.in}
ask who a
? Who has lost {x.the}
? Who is missing {x.the}
! {a.name} has lost it
! It is {a.name} who has lost {x.the}
ask what
? What will the finder get
? What is the reward
! The finder will get {thanks}
! The reward is {thanks}
ask colour x
? What colour is {x.the}
! {x.the} is {x.colour}
ask what
? How can you recognise {x.the}
? What is special about {x.the}
! You can recognise it by {mark}
! {x.the} has {mark}
