title a talk at the shoemaker's
form dialogue
cast a: child
cast b: shoemaker
cast c: old
word what: boots, sandals, gym shoes, Sunday shoes, walking shoes
word bad: the soles have come loose, the heels are worn down, there is a hole in both toes, the buckles are gone, the seams have burst
word how: playing football with a stone, walking through the brook, sliding down the hay, climbing up the castle wall, dancing in the street
word need: the school play, the summer party, the fair, a wedding, the choir concert
word day: Monday, Tuesday, Wednesday, Thursday, Friday, Saturday
word with: strong thread, new leather, copper nails, beeswax, thick glue
word work: sort the nails, sweep the floor, polish ten pairs of shoes, wind up the thread, carry the finished boots to their owners
number n: 5..9
number m: 2..4
number k: n-m

beat line
{a.name}: Good morning, {b.name}! Can you mend these {what}?
{a.name}: Hello, {b.name}. I have brought my {what}. They are not well.
beat line
{b.name}: Show me. Oh dear! I can see that {bad}. How did you do that?
{b.name}: Put them on the bench. I see, {bad}. Have you been to the end of the world in them?
beat line
{a.name}: It happened when I was {how}.
{a.name}: I was only {how}, and suddenly they looked like that.
beat line
{b.name}: I thought so. Good {what} are not made for that.
{b.name}: Well, even the best {what} get tired of that.
beat line
{a.name}: Can they be saved?
{a.name}: Is there any hope?
beat line
{b.name}: There is always hope. I shall do it with {with}, and they will be as good as new.
{b.name}: I have seen worse. With {with} I can put that right.
beat line
{a.name}: And when will they be ready? I need them for {need}.
{a.name}: How long will it take? I must have them for {need}.
beat line
{b.name}: Come back on {day}.
{b.name}: I can have them ready by {day}.
beat line
{a.name}: Not before {day}? Could you do it a little sooner?
{a.name}: That is a long time to go barefoot!
beat line
{b.name}: I have to do the boots of {c.name} first. Everyone waits for their turn.
{b.name}: {c.name} was here before you, and whoever comes first is served first.
beat line
{a.name}: How much will it cost?
{a.name}: What do I owe you?
beat line
{b.name}: It costs {n} coins.
{b.name}: Let me think. That will be {n} coins.
beat line
{a.name}: Oh! I have only got {m}.
{a.name}: I am afraid that I have no more than {m} coins.
beat line
{b.name}: Then {k} are missing. You can work for them, if you like. You could {work}.
{b.name}: So you need {k} more. But I could do with some help. Would you {work}?
beat line
{a.name}: I will do that with pleasure. Where do I begin?
{a.name}: That is fair. I can start at once, in my socks.
beat maybe line
{b.name}: Good. And mind the cat, who sleeps among the slippers.
{b.name}: Then tie on this apron, and let us get to work.

ask what what
? What is the shoemaker going to mend
? What did {a.name} bring to {b.name}
! It is the {what}
! {a.name} brought the {what}
ask why
? Why must they be mended
? What is wrong with the {what}
! They must be mended because {bad}
! The trouble is that {bad}
ask what need
? What does {a.name} need the {what} for
! {a.name} needs them for {need}
ask what day
? On which day will they be ready
? When can {a.name} fetch the {what}
! They will be ready on {day}
! It will be {day}
ask who c
? Who was there before {a.name}
? Whom does the shoemaker serve first
! It was {c.name}
! {c.name} came first
ask how-many k
? It costs {n} coins, and {a.name} has {m}. How many are missing
? How many more coins does {a.name} need
! {n} take away {m} leaves {k}, so {k} coins are missing
! {k} coins are missing, because {n} minus {m} is {k}
ask what work
? What can {a.name} do to pay for the rest
? How will {a.name} help in the shop
! {a.name} can {work}
! {a.name} will {work}
